/** The card form's messages in French. Review: machine-translated, not reviewed by a native speaker. */
import { brand } from '../en/brands.js'
import type { Catalogue } from '../en/form.js'
import { state } from '../en/states.js'

export const form: Catalogue = {
  unsupportedBrowser:
    'Ce formulaire ne fonctionne pas dans ce navigateur. Veuillez mettre à jour le navigateur ou en utiliser un autre.',
  notFramed: 'Ce formulaire ne fonctionne que dans la page à laquelle il appartient.',
  merchant: 'l’entreprise à l’origine de cette demande',
  frameTitle: 'Informations de la carte',
  section: {
    card: 'Carte',
    address: 'Nom et adresse de facturation',
  },
  testMode: 'Mode test',
  optional: 'facultatif',
  label: {
    account: 'Numéro de carte',
    expiration_date: 'Date d’expiration',
    cvv: 'Code de sécurité',
    recipient_first_name: 'Prénom',
    recipient_last_name: 'Nom',
    recipient_business_name: 'Nom de l’entreprise',
    recipient_address1: 'Adresse',
    recipient_address2: 'Appartement, bureau, étage',
    recipient_city: 'Ville',
    recipient_state: 'État',
    recipient_zip: 'Code postal',
    recipient_phone: 'Téléphone',
  },
  state,
  placeholder: {
    account: '1234 1234 1234 1234',
    expiration_date: 'MM / AA',
    state: 'Choisir',
  },
  hint: {
    cvv: '3 chiffres, au dos',
    cvvFront: '4 chiffres, au recto',
    cvvUnknown: '3 ou 4 chiffres',
  },
  nameSplit: 'Le nom a été déplacé dans son propre champ. Veuillez vérifier les deux.',
  brand,
  rule: {
    required: 'Remplissez ce champ.',
    invalid: 'Vérifiez ce champ.',
    incomplete: 'La saisie est incomplète.',
    too_long: 'La saisie est trop longue.',
    looks_like_card_number: 'Cela ressemble à un numéro de carte.',
    check_digit: 'Vérifiez ce numéro.',
    brand_not_accepted: 'Cette marque n’est pas acceptée ici.',
    month_invalid: 'Vérifiez le mois.',
    expired: 'La date est dépassée.',
    too_far: 'Vérifiez l’année.',
  },
  problem: {
    account: {
      required: 'Saisissez votre numéro de carte.',
      invalid: 'Vérifiez votre numéro de carte.',
      incomplete: 'Votre numéro de carte est incomplet.',
      too_long: 'Votre numéro de carte est trop long.',
      check_digit: 'Votre numéro de carte n’est pas valide. Vérifiez-le et réessayez.',
      brand_not_accepted: 'Les cartes de cette marque ne sont pas acceptées ici.',
    },
    expiration_date: {
      required: 'Saisissez la date d’expiration.',
      incomplete: 'La date d’expiration est incomplète.',
      month_invalid: 'Vérifiez le mois.',
      expired: 'La carte a expiré.',
    },
    cvv: {
      required: 'Saisissez le code de sécurité.',
      incomplete: 'Le code de sécurité est incomplet.',
      too_long: 'Le code de sécurité est trop long.',
    },
    recipient_first_name: {
      required: 'Saisissez un prénom.',
    },
    recipient_last_name: {
      required: 'Saisissez un nom.',
    },
    recipient_business_name: {},
    recipient_address1: {
      required: 'Saisissez un numéro et une rue.',
    },
    recipient_address2: {},
    recipient_city: {
      required: 'Saisissez une ville.',
    },
    recipient_state: {
      required: 'Choisissez un État.',
    },
    recipient_zip: {
      required: 'Saisissez un code postal.',
      invalid: 'Saisissez 5 ou 9 chiffres.',
      incomplete: 'Saisissez 5 ou 9 chiffres.',
      too_long: 'Saisissez 5 ou 9 chiffres.',
    },
    recipient_phone: {
      incomplete: 'Saisissez les 10 chiffres.',
      invalid: 'Saisissez un numéro américain à 10 chiffres.',
      too_long: 'Saisissez seulement 10 chiffres, sans poste.',
    },
  },
  error: {
    invalid_request: 'Une information de ce formulaire n’a pas été acceptée. Veuillez la vérifier.',
    unauthorized: 'Ce formulaire n’est plus valide. Veuillez recharger la page.',
    origin_not_allowed: 'Ce formulaire ne peut pas être utilisé sur cette page.',
    not_found: 'Ce formulaire n’est plus disponible. Veuillez recharger la page.',
    in_progress:
      'Votre carte est en cours de vérification dans une autre fenêtre. Veuillez patienter un instant.',
    session_used: 'Une autre carte a déjà été enregistrée ici.',
    idempotency_conflict: 'L’opération n’a pas pu aboutir. Veuillez contacter {merchant}.',
    participant_id_used: 'Ce formulaire ne peut pas être utilisé. Veuillez contacter {merchant}.',
    account_mismatch: 'L’opération n’a pas pu aboutir. Veuillez réessayer ou contacter {merchant}.',
    card_not_payable:
      'Ce compte est valide, mais il ne peut pas être utilisé pour ce paiement. Veuillez en utiliser un autre.',
    under_review: 'L’opération n’a pas pu aboutir pour le moment. Vous aurez des nouvelles de {merchant}.',
    session_expired: 'Ce formulaire a expiré. Veuillez recharger la page.',
    session_canceled: 'Cette demande a été annulée. Veuillez contacter {merchant}.',
    attempts_exhausted: 'Nous n’avons pas pu vérifier ce compte. Veuillez contacter {merchant}.',
    too_many_keys: 'Il y a eu trop de tentatives dans cette session. Veuillez contacter {merchant}.',
    rate_limited: 'Il y a trop de demandes en ce moment. Veuillez patienter un instant.',
    card_number_invalid: 'Ce numéro de carte n’a pas été accepté.',
    card_expired: 'Cette carte a expiré.',
    cvv_invalid: 'Ce code n’a pas été accepté.',
    address_mismatch: 'Cela ne correspond pas aux informations de votre banque pour cette carte.',
    field_rejected: 'Cette information n’a pas été acceptée. Veuillez la vérifier.',
    card_not_supported: 'Cette carte ne peut pas être utilisée ici. Veuillez utiliser une autre carte.',
    card_declined: 'Votre banque a refusé cette carte. Essayez une autre carte ou contactez votre banque.',
    limit_exceeded:
      'Une limite de cette carte a été atteinte. Veuillez utiliser une autre carte ou contacter {merchant}.',
    outcome_unknown: 'La confirmation est en cours. Réessayez : l’opération ne sera pas effectuée deux fois.',
    gateway_unavailable: 'La connexion a échoué. Réessayez : l’opération ne sera pas effectuée deux fois.',
    gateway_misconfigured: 'L’opération ne peut pas aboutir pour le moment. Veuillez contacter {merchant}.',
    not_available: 'Cela n’est pas disponible ici.',
    internal: 'Une erreur s’est produite. Veuillez réessayer.',
  },
  notPayable: {
    push_disabled: 'Cette carte ne peut pas recevoir de paiements.',
    pull_disabled: 'Aucun paiement ne peut être prélevé sur cette carte.',
    card_type: 'Ce type de carte n’est pas accepté pour ce paiement.',
    above_max: 'Le montant dépasse la limite de cette carte.',
    below_min: 'Le montant est inférieur au minimum de cette carte.',
  },
  anotherCard: 'Veuillez utiliser une autre carte.',
  ended: {
    card_not_payable: 'Pour utiliser une autre carte, veuillez contacter {merchant}.',
    account_mismatch: 'L’opération n’a pas pu aboutir. Veuillez contacter {merchant}.',
    outcome_unknown: 'Nous ne savons pas si l’opération a abouti. Veuillez contacter {merchant}.',
  },
  stillUnknown:
    'La confirmation est toujours en cours. Réessayez ou contactez {merchant} : l’opération ne sera pas effectuée deux fois.',
  mayChange:
    'L’opération a peut-être abouti, mais nous n’avons pas pu le confirmer. Réessayez ou utilisez une autre carte.',
  checkField: 'Vérifiez le champ signalé.',
  codeAgain: 'Saisissez à nouveau votre code de sécurité.',
  attemptsLeft: {
    one: 'Il reste {count} tentative.',
    other: 'Il reste {count} tentatives.',
  },
  fieldsToCheck: {
    one: '{count} champ est à vérifier.',
    other: '{count} champs sont à vérifier.',
  },
  reference: 'Référence : {id}',
  failedTitle: 'Le formulaire n’a pas pu être chargé',
  attemptsTitle: 'Plus aucune tentative',
  button: {
    submit: 'Enregistrer la carte',
    busy: 'Vérification…',
    slow: 'Vérification en cours…',
    again: 'Réessayer',
    covered: 'Afficher tout le formulaire',
  },
  success: {
    title: 'Carte vérifiée',
    text: 'Votre carte a été enregistrée en toute sécurité.',
    card: '{network} se terminant par {last_4}',
    ending: 'Se terminant par {last_4}',
    within: 'Délai habituel : {time}.',
    date: 'Arrivée prévue : {date}.',
  },
  businessDays: {
    one: '{count} jour ouvré',
    other: '{count} jours ouvrés',
  },
}
