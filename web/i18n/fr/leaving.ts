/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'Modifier mon code',
  'account.pin-text': 'Votre code à 4 chiffres',
  'account.pin-current': 'Saisissez votre code actuel',
  'account.pin-current-lead': 'Vous en choisirez ensuite un autre.',
  'account.pin-new': 'Choisissez votre nouveau code',
  'account.pin-done': 'Votre code est modifié',
  'account.pin-done-lead': 'Seul le nouveau compte désormais. Un e-mail vous le confirme.',
  'account.back': 'Retour à mon compte',
  'field.pin-unchanged': 'C’est déjà votre code.',
  'problem.pin-unchanged': 'C’est le code que vous avez déjà. Choisissez-en un autre.',
  'problem.pin-changed-elsewhere':
    'Votre code a été modifié ou bloqué au même moment ailleurs. Connectez-vous avec le dernier code choisi.',
  'event.pin.changed': 'Code modifié',
  'event.identity.suspended': 'Identité suspendue à un guichet',
  'event.identity.suspension-lifted': 'Suspension de l’identité levée',
};
