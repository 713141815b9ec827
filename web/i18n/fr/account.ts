/** Mots de `/app/account` : ce que chacun change de son propre compte. */
export default {
  'app.tab-account': 'Mon compte',
  'area.account': 'Adresse e-mail, numéro de téléphone, code, et vos données',
  'account.title': 'Mon compte',
  'account.lead': 'Ce que vous pouvez changer vous-même.',
  'account.email-title': 'Changer mon adresse e-mail',
  'account.phone-title': 'Changer mon numéro de téléphone',
  'identity.change-contacts': 'Changer l’adresse e-mail ou le numéro',
  'account.now': 'Actuellement : {value}',
  'account.back': 'Retour à mon compte',
  'account.email-lead':
    'Nous envoyons un code à la nouvelle adresse. Tout ce qui concerne votre identité y arrivera ensuite, y compris le lien qui permet de la récupérer.',
  'account.new-email': 'Nouvelle adresse e-mail',
  'account.no-email-came':
    'Rien reçu ? Regardez dans les indésirables. Si l’adresse appartient déjà à une autre identité, nous l’y avons écrit à la place d’un code.',
  'account.other-email': 'Une autre adresse',
  'account.email-done': 'Votre adresse e-mail est modifiée',
  'account.email-done-lead': 'Désormais nous écrirons à {value}.',
  'account.email-told':
    'Nous avons prévenu les deux adresses. Le lien envoyé à l’ancienne permet d’annuler ce changement pendant quelques jours.',
  'account.phone-lead':
    'Nous envoyons un code au nouveau numéro par SMS. Vous vous connecterez ensuite avec ce numéro ; l’application et votre code restent sur ce téléphone.',
  'account.new-phone': 'Nouveau numéro de mobile',
  'account.no-sms-came':
    'Rien reçu ? Si le numéro appartient déjà à une autre identité, nous l’y avons écrit à la place d’un code.',
  'account.other-phone': 'Un autre numéro',
  'account.phone-done': 'Votre numéro de téléphone est modifié',
  'account.phone-done-lead': 'Connectez-vous désormais avec {value}.',
  'account.phone-told':
    'Nous avons prévenu les deux numéros et votre adresse e-mail. Le lien de cet e-mail permet d’annuler ce changement pendant quelques jours.',

  'undo.title': 'Ce n’était pas vous ?',
  'undo.lead': 'Quelqu’un a donc votre téléphone et votre code. Une pression suffit pour l’arrêter.',
  'undo.fact-back': 'L’adresse e-mail et le numéro redeviennent ceux d’avant.',
  'undo.fact-phone': 'Le téléphone qui les a modifiés ne peut plus rien faire.',
  'undo.fact-services': 'Les services sont priés de fermer les sessions ouvertes.',
  'undo.fact-then': 'Vous récupérez ensuite votre identité sur un téléphone à vous, avec un nouveau code.',
  'undo.do': 'Les rétablir et bloquer ce téléphone',
  'undo.it-was-me': 'C’était moi',
  'undo.done': 'Ce téléphone est exclu',
  'undo.done-lead':
    'Votre ancienne adresse et votre ancien numéro sont de nouveau valables. Récupérez maintenant votre identité et choisissez un nouveau code.',
  'undo.no-phone': 'Je n’ai plus ce numéro',
  'undo.no-link': 'Ouvrez le lien du message qui vous a annoncé le changement.',

  'problem.contact-unchanged': 'C’est déjà le vôtre.',
  'problem.contact-taken': 'Une autre identité l’utilise déjà, et une seule peut l’avoir.',
  'problem.undo-expired':
    'Ce lien n’annule plus rien : son délai est passé. Si le changement ne venait pas de vous, allez à un guichet.',
  'problem.undo-used':
    'Tout a déjà été rétabli. Récupérez maintenant votre identité et choisissez un nouveau code.',
  'field.contact-unchanged': 'C’est déjà le vôtre. Indiquez-en un autre.',
  'event.account.email-changed': 'Votre adresse e-mail a été modifiée',
  'event.account.phone-changed': 'Votre numéro de téléphone a été modifié',
  'event.account.contacts-restored': 'Ancienne adresse e-mail et ancien numéro rétablis, téléphone exclu',
};
