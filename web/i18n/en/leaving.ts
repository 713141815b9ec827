/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'Change my code',
  'account.pin-text': 'Your 4-digit code',
  'account.pin-current': 'Type your code as it is now',
  'account.pin-current-lead': 'Then you choose another one.',
  'account.pin-new': 'Choose your new code',
  'account.pin-done': 'Your code is changed',
  'account.pin-done-lead': 'From now on only the new one counts. An email tells you the same.',
  'account.back': 'Back to my account',
  'field.pin-unchanged': 'You have this code already.',
  'problem.pin-unchanged': 'This is the code you have already. Choose another one.',
  'problem.pin-changed-elsewhere':
    'Your code was changed or locked at the same moment elsewhere. Log in with the code you chose last.',
  'event.pin.changed': 'Code changed',
  'event.identity.suspended': 'Identity suspended at a counter',
  'event.identity.suspension-lifted': 'Suspension of the identity lifted',
} as const;
