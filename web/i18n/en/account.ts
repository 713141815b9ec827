/** Words of `/app/account`: what a person changes about their own account. */
export default {
  'app.tab-account': 'My account',
  'area.account': 'Email address, phone number, code, and your data.',
  'account.title': 'My account',
  'account.lead': 'What you can change yourself.',
  'account.email-title': 'Change my email address',
  'account.phone-title': 'Change my phone number',
} as const;
