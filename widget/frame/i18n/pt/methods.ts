/** The messages of the other methods in Brazilian Portuguese. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Como você deseja receber?',
    card: 'Cartão de débito',
    check: 'Cheque pelo correio',
    'open-banking': 'Conta bancária',
    within: 'Prazo habitual: {time}',
    note: {
      card: 'Pago no seu cartão',
      check: 'Impresso e enviado',
      'open-banking': 'Pago no seu banco',
    },
  },
  check: {
    frameTitle: 'Cheque pelo correio',
    heading: 'Cheque pelo correio',
    printed:
      'O que você informar será impresso e enviado com o cheque. Caixas postais e endereços militares são aceitos.',
    question: 'Em nome de quem devemos emitir o cheque?',
    own: 'Em meu nome, neste endereço',
    other: 'Em nome de outra pessoa ou em outro endereço',
    payee: 'Pagar a',
    singleName: 'Nome ou organização',
    singleNameRequired: 'Informe um nome ou uma organização.',
    line1: 'Pessoa ou organização',
    line1Required: 'Informe uma pessoa ou uma organização.',
    line1Hint: 'Como deve constar no cheque',
    onFile: 'Enviamos o cheque ao endereço cadastrado.',
    left: {
      one: 'Resta {count} caractere',
      other: 'Restam {count} caracteres',
    },
    review: 'Revisar endereço',
    readBack: 'Enviar o cheque para',
    beneficiary: 'Em nome de {name}',
    wrong: 'Confira bem este endereço. Não podemos recuperar um cheque enviado ao lugar errado.',
    instead: 'Receber um cheque',
    switched: 'O formulário agora é para um cheque. Seu nome e endereço foram mantidos.',
    mayChange:
      'A operação pode ter sido concluída, mas não foi possível confirmar. Tente novamente ou altere os dados.',
    edit: 'Editar',
    confirm: 'Salvar endereço',
    doneTitle: 'Endereço salvo',
    doneText: 'Enviaremos seu cheque para este endereço.',
    arrival: 'Previsão: {date}',
    error: {
      card_number_invalid:
        'Não é possível enviar um cheque para esta conta. Entre em contato com {merchant}.',
      address_mismatch:
        'O endereço não corresponde a esta conta. Confira ou entre em contato com {merchant}.',
      invalid_request: 'Confira os dados e revise-os mais uma vez.',
      in_progress: 'Seu endereço está sendo salvo em outra janela. Aguarde um momento.',
      session_used: 'Outra conta já foi salva aqui.',
      card_not_supported: 'Não é possível enviar um cheque com estes dados. Escolha outra forma de receber.',
      card_declined:
        'Estes dados foram recusados. Escolha outra forma de receber ou entre em contato com {merchant}.',
      limit_exceeded:
        'Um limite foi atingido. Escolha outra forma de receber ou entre em contato com {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Conta bancária',
    heading: 'Conta bancária',
    preview: 'Prévia',
    note: 'A conexão de uma conta bancária é uma prévia: pode mudar.',
    provider: 'Provedor',
    account: 'ID da conta',
    providerRequired: 'Informe o provedor.',
    accountRequired: 'Informe a conta.',
    submit: 'Conectar conta',
    refused: 'Esta conta bancária não foi aceita. Entre em contato com {merchant}.',
    doneTitle: 'Conta bancária conectada',
    doneText: 'Sua conta bancária foi salva com segurança.',
    error: {
      card_number_invalid: 'Este número de conta não foi aceito. Confira, por favor.',
      address_mismatch: 'O endereço não corresponde a esta conta. Use outra conta.',
      in_progress: 'Sua conta está sendo verificada em outra janela. Aguarde um momento.',
      session_used: 'Outra conta já foi salva aqui.',
      card_not_supported: 'Esta conta não pode ser usada aqui. Use outra conta.',
      card_declined: 'Esta conta foi recusada. Tente outra conta ou entre em contato com seu banco.',
      limit_exceeded:
        'Um limite desta conta foi atingido. Use outra conta ou entre em contato com {merchant}.',
    },
  },
}
