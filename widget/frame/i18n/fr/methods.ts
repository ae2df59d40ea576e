/** The messages of the other methods in French. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Comment souhaitez-vous être payé ?',
    card: 'Carte de débit',
    check: 'Chèque par courrier',
    'open-banking': 'Compte bancaire',
    within: 'Délai habituel : {time}',
    note: {
      card: 'Versé sur votre carte',
      check: 'Imprimé et posté',
      'open-banking': 'Versé à votre banque',
    },
  },
  check: {
    frameTitle: 'Chèque par courrier',
    heading: 'Chèque par courrier',
    printed:
      'Votre saisie est imprimée et envoyée avec le chèque. Les boîtes postales et les adresses militaires sont acceptées.',
    question: 'À l’ordre de qui devons-nous établir le chèque ?',
    own: 'À mon ordre, à cette adresse',
    other: 'À l’ordre d’une autre personne ou à une autre adresse',
    payee: 'Payer à l’ordre de',
    singleName: 'Nom ou organisation',
    singleNameRequired: 'Saisissez un nom ou une organisation.',
    line1: 'Personne ou organisation',
    line1Required: 'Saisissez une personne ou une organisation.',
    line1Hint: 'Tel qu’il doit figurer sur le chèque',
    onFile: 'Nous envoyons le chèque à l’adresse enregistrée.',
    left: {
      one: '{count} caractère restant',
      other: '{count} caractères restants',
    },
    review: 'Vérifier l’adresse',
    readBack: 'Envoyer le chèque à',
    beneficiary: 'Pour le compte de {name}',
    wrong:
      'Veuillez bien vérifier cette adresse. Nous ne pouvons pas récupérer un chèque envoyé au mauvais endroit.',
    instead: 'Recevoir un chèque',
    switched: 'Le formulaire concerne maintenant un chèque. Votre nom et votre adresse sont conservés.',
    mayChange:
      'L’opération a peut-être abouti, mais nous n’avons pas pu le confirmer. Réessayez ou modifiez les informations.',
    edit: 'Modifier',
    confirm: 'Enregistrer l’adresse',
    doneTitle: 'Adresse enregistrée',
    doneText: 'Nous enverrons votre chèque à cette adresse.',
    arrival: 'Arrivée prévue : {date}',
    error: {
      card_number_invalid: 'Un chèque ne peut pas être envoyé pour ce compte. Veuillez contacter {merchant}.',
      address_mismatch:
        'L’adresse ne correspond pas à ce compte. Veuillez la vérifier ou contacter {merchant}.',
      invalid_request: 'Veuillez vérifier les informations et les confirmer à nouveau.',
      in_progress:
        'Votre adresse est en cours d’enregistrement dans une autre fenêtre. Veuillez patienter un instant.',
      session_used: 'Un autre compte a déjà été enregistré ici.',
      card_not_supported:
        'Un chèque ne peut pas être envoyé avec ces informations. Veuillez choisir un autre moyen de paiement.',
      card_declined:
        'Ces informations ont été refusées. Veuillez choisir un autre moyen de paiement ou contacter {merchant}.',
      limit_exceeded:
        'Une limite a été atteinte. Veuillez choisir un autre moyen de paiement ou contacter {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Compte bancaire',
    heading: 'Compte bancaire',
    preview: 'Aperçu',
    note: 'La connexion d’un compte bancaire est un aperçu : elle peut changer.',
    provider: 'Prestataire',
    account: 'Identifiant du compte',
    providerRequired: 'Saisissez le prestataire.',
    accountRequired: 'Saisissez le compte.',
    submit: 'Connecter le compte',
    refused: 'Ce compte bancaire n’a pas été accepté. Veuillez contacter {merchant}.',
    doneTitle: 'Compte bancaire connecté',
    doneText: 'Votre compte bancaire a été enregistré en toute sécurité.',
    error: {
      card_number_invalid: 'Ce numéro de compte n’a pas été accepté. Veuillez le vérifier.',
      address_mismatch: 'L’adresse ne correspond pas à ce compte. Veuillez utiliser un autre compte.',
      in_progress:
        'Votre compte est en cours de vérification dans une autre fenêtre. Veuillez patienter un instant.',
      session_used: 'Un autre compte a déjà été enregistré ici.',
      card_not_supported: 'Ce compte ne peut pas être utilisé ici. Veuillez utiliser un autre compte.',
      card_declined: 'Ce compte a été refusé. Essayez un autre compte ou contactez votre banque.',
      limit_exceeded:
        'Une limite de ce compte a été atteinte. Veuillez utiliser un autre compte ou contacter {merchant}.',
    },
  },
}
