/** Words of `/app/account`: what a person changes about their own account. */
export default {
  'app.tab-account': 'My account',
  'area.account': 'Email address, phone number, code, and your data',
  'account.title': 'My account',
  'account.lead': 'What you can change yourself.',
  'account.email-title': 'Change my email address',
  'account.phone-title': 'Change my phone number',
  'identity.change-contacts': 'Change email address or phone number',
  'account.now': 'Now: {value}',
  'account.back': 'Back to my account',
  'account.email-lead':
    'We send a code to the new address. Everything that concerns your identity then comes there, also the link by which you recover it.',
  'account.new-email': 'New email address',
  'account.no-email-came':
    'Nothing came? Look among unwanted mail. If the address belongs to another identity already, we wrote that there instead of a code.',
  'account.other-email': 'Another address',
  'account.email-done': 'Your email address is changed',
  'account.email-done-lead': 'From now on we write to {value}.',
  'account.email-told':
    'We told both addresses. With the link we sent to the former one, the change can be undone for a few days.',
  'account.phone-lead':
    'We send a code to the new number by SMS. You then sign in with the new number; the app and your code stay on this phone.',
  'account.new-phone': 'New mobile number',
  'account.no-sms-came':
    'Nothing came? If the number belongs to another identity already, we wrote that there instead of a code.',
  'account.other-phone': 'Another number',
  'account.phone-done': 'Your phone number is changed',
  'account.phone-done-lead': 'Sign in with {value} from now on.',
  'account.phone-told':
    'We told both numbers and your email address. With the link in that email, the change can be undone for a few days.',

  'undo.title': 'It was not you?',
  'undo.lead': 'Then somebody has your phone and your code. One press stops them.',
  'undo.fact-back': 'Email address and phone number are what they were before.',
  'undo.fact-phone': 'The phone that changed them can do nothing any more.',
  'undo.fact-services': 'Services are told to end what was signed in.',
  'undo.fact-then': 'You then recover your identity on a phone of yours, with a new code.',
  'undo.do': 'Put them back and stop that phone',
  'undo.it-was-me': 'It was me',
  'undo.done': 'That phone is shut out',
  'undo.done-lead':
    'Your former address and number count again. Now recover your identity and choose a new code.',
  'undo.no-phone': 'I no longer have that number',
  'undo.no-link': 'Open the link in the message that told you of the change.',

  'problem.contact-unchanged': 'This is yours already.',
  'problem.contact-taken': 'Another identity has this already, and it can belong to one only.',
  'problem.undo-expired':
    'This link undoes nothing any more: its time is over. If the change was not yours, go to a counter.',
  'problem.undo-used': 'This was put back already. Recover your identity now, and choose a new code.',
  'field.contact-unchanged': 'This is yours already. Give another one.',
  'event.account.email-changed': 'Your email address was changed',
  'event.account.phone-changed': 'Your phone number was changed',
  'event.account.contacts-restored': 'Former email address and phone number put back, phone shut out',
} as const;
