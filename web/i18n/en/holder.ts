/** Log-in on the phone, certificates, signing keys, the counter: what refusals mean, and what stands in the trail. */
export default {
  'next.log-in': 'Log in with my code',
  'next.log-in-with-certificate': 'Log in with my certificate',
  'next.apply-for-certificate': 'Apply for a certificate',

  'problem.not-signed-in': 'You are not logged in. Log in on your phone with your 4-digit code.',
  'problem.session-not-fresh':
    'For this step, type your 4-digit code again: it was more than ten minutes ago.',
  'problem.certificate-needed':
    'This needs a log-in with your AUTHENTICATION certificate. Log in again; if you have none that is good, apply for one first.',
  'problem.authentication-certificate-none':
    'This service asks for your AUTHENTICATION certificate, and this phone has none. Apply for one, then approve here.',
  'problem.authentication-certificate-suspended':
    'Your AUTHENTICATION certificate is suspended. Lift the suspension, or go to a counter.',
  'problem.authentication-certificate-revoked':
    'Your AUTHENTICATION certificate was revoked. Apply for a new one, then approve here.',
  'problem.authentication-certificate-expired':
    'Your AUTHENTICATION certificate has expired. Renew it, then approve here.',
  'event.account.logged-in': 'You logged in on your phone',

  'approval.by-certificate': 'You sign in with your AUTHENTICATION certificate.',
} as const;
