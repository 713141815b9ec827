/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'Modifier mon code',
  'account.pin-text': 'Votre code à 4 chiffres',
  'account.pin-current': 'Saisissez votre code actuel',
  'account.pin-current-lead': 'Vous en choisirez ensuite un autre.',
  'account.pin-new': 'Choisissez votre nouveau code',
  'account.pin-done': 'Votre code est modifié',
  'account.pin-done-lead': 'Seul le nouveau compte désormais. Un e-mail vous le confirme.',
  'field.pin-unchanged': 'C’est déjà votre code.',
  'problem.pin-unchanged': 'C’est le code que vous avez déjà. Choisissez-en un autre.',
  'problem.pin-changed-elsewhere':
    'Votre code a été modifié ou bloqué au même moment ailleurs. Connectez-vous avec le dernier code choisi.',
  'event.pin.changed': 'Code modifié',
  'event.identity.suspended': 'Identité suspendue à un guichet',
  'event.identity.suspension-lifted': 'Suspension de l’identité levée',
  'account.export-title': 'Emporter mes données',
  'account.export-text': 'Tout ce que nous conservons sur vous, en un fichier',
  'account.export-lead':
    'Un seul fichier avec tout ce qui est conservé sur vous, que vous pouvez lire, ou qu’un autre service peut lire pour vous (JSON).',
  'account.export-holds':
    'Il contient votre identité, vos téléphones, les services qui vous connaissent, vos connexions, certificats, demandes, déménagements, votre boîte et tout votre journal.',
  'account.export-not':
    'N’y figurent pas : votre code et vos clés, que personne ne peut montrer ; les images de votre enrôlement, que seul un vérificateur voit et qui s’effacent d’elles-mêmes ; les fichiers de votre boîte, que vous téléchargez là-bas.',
  'account.export-careful': 'Gardez ce fichier là où vous seul pouvez le lire.',
  'account.export-make': 'Créer le fichier',
  'account.export-making': 'Rassemblement de vos données…',
  'account.export-done': 'Le fichier est prêt : regardez dans vos téléchargements.',
  'account.close-title': 'Fermer mon compte et effacer mes données',
  'account.close-text': 'Définitivement',
  'account.close-lead':
    'Vous pourrez revenir, mais il faudra vous enrôler de nouveau, et les services ne vous reconnaîtront pas.',
  'account.close-goes': 'Ce qui disparaît',
  'account.close-goes-identity':
    'Votre identité, vos adresses, votre numéro et votre code : aussitôt pour tout usage, effacés en quelques minutes.',
  'account.close-goes-services':
    'Chaque service auquel vous vous êtes connecté est informé. Ce qu’il conserve lui-même, demandez-lui de l’effacer.',
  'account.close-goes-certificates':
    'Vos certificats prennent fin. Ce que vous avez signé auparavant reste valable.',
  'account.close-goes-box':
    'Votre boîte avec toutes les lettres et tous les documents. Une lettre recommandée qui attend encore compte comme non réclamée : son délai court toujours.',
  'account.close-goes-rest': 'Brouillons, déménagements, identités de test et services du bac à sable.',
  'account.close-stays': 'Ce que la loi nous oblige à garder',
  'account.close-stays-record':
    'Que quelque chose a eu lieu et quand, avec un numéro à votre place (dix ans).',
  'account.close-stays-certificates':
    'Numéro, dates et fin des certificats, pour que d’autres puissent vérifier des signatures.',
  'account.close-stays-evidence':
    'Les preuves d’envoi et de retrait des lettres recommandées (dix ans), pour leurs expéditeurs.',
  'account.close-stays-pictures':
    'Les images de votre enrôlement jusqu’à leur terme, et les sauvegardes pendant 35 jours.',
  'account.close-export': 'Emporter d’abord mes données',
  'account.close-first': 'D’autres comptent sur vous. D’abord :',
  'account.close-organisation':
    'Transmettez « {name} » : demandez à un guichet de nommer un autre représentant.',
  'account.close-service': 'Retirez le service « {name} », ou demandez au support de le transmettre.',
  'account.close-application': 'Attendez la réponse de {name}, ou retirez votre demande.',
  'account.close-word': 'Tapez {word} pour confirmer',
  'account.close-do': 'Fermer mon compte définitivement',
  'account.closed-title': 'Votre compte est fermé',
  'account.closed-lead':
    'Plus personne ne se connecte avec lui. Ce que nous savions de vous est en cours d’effacement ; un dernier e-mail le confirme.',
  'account.closed-home': 'Vers la page d’accueil',
  'label.confirmation': 'Mot de confirmation',
  'field.confirmation-wrong': 'Tapez exactement le mot affiché.',
  'problem.hand-over-first':
    'D’autres comptent sur vous : transmettez d’abord votre organisation, retirez votre service en production, ou attendez la réponse de l’administration.',
  'event.account.closed': 'Vous avez fermé votre compte',
  'event.account.erased': 'Vos données ont été effacées',
  'event.account.exported': 'Vous avez emporté vos données',
  'account.close-confirm-word': 'SUPPRIMER',
};
