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
} as const;
