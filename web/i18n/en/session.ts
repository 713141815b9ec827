/** Log-in on this phone, and the areas of the app. */
export default {
  'app.tab-box': 'Box',
  'app.tab-more': 'More',
  'more.title': 'Everything else',
  'area.box': 'Letters, notices and documents',
  'area.notifications': 'Let this phone ring when a service asks for you',
  'area.services': 'Who you gave your data to',
  'area.history': 'Where you signed in',
  'area.trail': 'Everything that happened with your identity',
  'session.title': 'Type your 4-digit code',
  'session.lead': 'It opens what is yours alone, in this browser, for a while.',
  'session.lead-certificate': 'Your phone shows its AUTHENTICATION certificate with it.',
  'session.certificate': 'A certificate is needed here',
  'session.certificate-lead':
    'You are logged in with your code alone. This step asks for your AUTHENTICATION certificate as well; applying takes a minute.',
  'session.certificate-again': 'You have just got one?',
  'session.certificate-again-text': 'Type your code again: your phone then shows the new certificate.',
  'session.ended': 'You were logged out',
  'session.fresh': 'Type your code once more',
  'session.kept': 'Everything on the page is kept. Type your code to go on.',
} as const;
