/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'Change my code',
  'account.pin-text': 'Your 4-digit code',
  'account.pin-current': 'Type your code as it is now',
  'account.pin-current-lead': 'Then you choose another one.',
  'account.pin-new': 'Choose your new code',
  'account.pin-done': 'Your code is changed',
  'account.pin-done-lead': 'From now on only the new one counts. An email tells you the same.',
  'field.pin-unchanged': 'You have this code already.',
  'problem.pin-unchanged': 'This is the code you have already. Choose another one.',
  'problem.pin-changed-elsewhere':
    'Your code was changed or locked at the same moment elsewhere. Log in with the code you chose last.',
  'event.pin.changed': 'Code changed',
  'event.identity.suspended': 'Identity suspended at a counter',
  'event.identity.suspension-lifted': 'Suspension of the identity lifted',
  'account.export-title': 'Take my data along',
  'account.export-text': 'Everything we keep about you, as a file',
  'account.export-lead':
    'One file with everything that is kept about you: for you to read, or for another service to read for you (JSON).',
  'account.export-holds':
    'It holds your identity, your phones, the services that know you, your sign-ins, certificates, applications, moves, your box and your whole record.',
  'account.export-not':
    'Not in it: your code and keys, which nobody can show; pictures of your enrolment, which only a reviewer sees and which are deleted by themselves; files in your box, which you download there.',
  'account.export-careful': 'Keep the file where only you can read it.',
  'account.export-make': 'Make the file',
  'account.export-making': 'Gathering your data…',
  'account.export-done': 'The file is ready: look in your downloads.',
  'account.close-title': 'Close my account and erase my data',
  'account.close-text': 'For good',
  'account.close-lead': 'You can come back, but you would enrol anew, and services would not know you again.',
  'account.close-goes': 'What goes',
  'account.close-goes-identity':
    'Your identity, address, phone number and code: at once for every use, erased within minutes.',
  'account.close-goes-services':
    'Every service you signed in to is told. What it keeps itself, you ask it to erase.',
  'account.close-goes-certificates': 'Your certificates end. What you signed before stays valid.',
  'account.close-goes-box':
    'Your box with all letters and documents. A registered letter that still waits counts as not collected: its deadline runs on.',
  'account.close-goes-rest': 'Drafts, moves, test personas and services in the sandbox.',
  'account.close-stays': 'What the law makes us keep',
  'account.close-stays-record': 'That something happened and when, with a number instead of you (ten years).',
  'account.close-stays-certificates':
    'Number, dates and end of certificates, so that others can check signatures.',
  'account.close-stays-evidence':
    'Evidence that registered letters were sent and collected (ten years), for their senders.',
  'account.close-stays-pictures':
    'Pictures of your enrolment until their time is over, and backups for 35 days.',
  'account.close-export': 'Take my data along first',
  'account.close-first': 'Others rely on you. First:',
  'account.close-organisation': 'Hand over “{name}”: ask a counter to name another representative.',
  'account.close-service': 'Retire the service “{name}”, or ask support to hand it over.',
  'account.close-application': 'Wait for the answer of {name}, or withdraw your application.',
  'account.close-word': 'Type {word} to confirm',
  'account.close-do': 'Close my account for good',
  'account.closed-title': 'Your account is closed',
  'account.closed-lead':
    'Nobody signs in with it any more. What we knew of you is being erased; a last email confirms it.',
  'account.closed-home': 'To the start page',
  'label.confirmation': 'Confirmation',
  'field.confirmation-wrong': 'Type exactly the word that is shown.',
  'problem.hand-over-first':
    'Others rely on you: hand over your organisation, retire your service in production, or wait for the authority’s answer first.',
  'event.account.closed': 'You closed your account',
  'event.account.erased': 'Your data was erased',
  'event.account.exported': 'You took your data along',
  'account.close-confirm-word': 'DELETE',
} as const;
