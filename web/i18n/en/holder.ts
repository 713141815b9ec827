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

  'problem.storage-not-possible':
    'The AUTHENTICATION certificate is for the key of your phone: no other carrier can be chosen.',
  'problem.no-phone': 'Activate your identity on a phone first.',
  'problem.certificate-exists':
    'You have a good certificate of this kind. A new one can be had in its last months, or once it is revoked.',
  'problem.key-compromised':
    'The key of this phone was reported as lost or leaked and gets no certificate any more. Recover your identity on a phone: that makes a new key.',
  'problem.certificate-suspended':
    'Your certificate of this kind is suspended. Lift the suspension or revoke it first.',
  'problem.kind-not-for-organisation':
    'A company gets a corporate certificate, a public authority an official seal.',
  'problem.level-too-low':
    'This certificate needs an identity of the level “substantial”. Have your documents compared at a counter; the code you get there, typed in your profile, raises the level.',
  'problem.too-young-to-sign': 'A certificate for signatures is given from the age of fifteen.',
  'problem.address-missing':
    'A SIGNATURE certificate names your address, and we do not know it. Give it in your profile, then apply.',
  'problem.proving-document-expired':
    'The document that proved your identity has ended, and no certificate can outlive it. Show a new one at a counter.',
  'problem.identity-changing':
    'A change of your data was interrupted. Open your profile, which finishes it, then try again.',
  'problem.no-such-certificate': 'There is no such certificate of yours.',
  'problem.no-such-certificate-application': 'There is no such application of yours. Apply again.',
  'problem.certificate-application-over': 'This application ran out. Apply again.',
  'problem.certificate-application-changed':
    'This application was confirmed at the same time elsewhere. Load the page again.',
  'problem.attributes-not-confirmed':
    'Tick name, sex, date of birth and address: they will stand in your certificate.',
  'problem.attributes-changed':
    'What we know of you is not what was shown. Look at it again and confirm anew.',
  'problem.certificate-over': 'This certificate has ended already.',
  'problem.certificate-not-suspended': 'This certificate is not suspended.',
  'problem.suspended-by-counter':
    'This certificate was suspended at a counter, and only a counter can lift that.',
  'problem.too-many-signing-keys':
    'So many signing keys were made with this identity that something must be wrong. Get in touch with support.',
  'problem.no-such-signing-key':
    'There is no such signing key of yours. Apply for a certificate again on this device.',
  'problem.signing-password-wrong': 'The signing password is not right.',
  'problem.signing-password-locked':
    'The signing password is locked after too many wrong tries. Have it unlocked at a counter, or apply for a new certificate with a new password.',
  'problem.signing-certificate-none':
    'This key has no certificate yet. Finish the application for one first.',
  'problem.signing-certificate-suspended':
    'The certificate of this key is suspended: nothing can be signed. Lift the suspension, or go to a counter.',
  'problem.signing-certificate-revoked':
    'The certificate of this key was revoked: nothing can be signed with it any more. Apply for a new one.',
  'problem.signing-certificate-expired': 'The certificate of this key has expired. Apply for a new one.',
  'problem.level-already-substantial': 'The identity is of the level “substantial” already.',
  'field.attributes-changed': 'This is not what was shown. Look at it again.',
  'event.account.changed': 'Your data was changed',
  'event.account.level-raised': 'Level raised by the code of the counter',
  'event.pin.unlocked': 'Code unlocked at a counter',
  'event.certificate.applied': 'You applied for a certificate',
  'event.certificate.confirmed': 'You confirmed an application for a certificate',
  'event.certificate.issued': 'Certificate issued',
  'event.certificate.revoked': 'Certificate revoked',
  'event.certificate.suspended': 'Certificate suspended',
  'event.certificate.lifted': 'Suspension of a certificate lifted',
  'event.certificate.holder-told': 'You were told what became of a certificate',
  'event.signing-share.created': 'Signing key made',
  'event.signing-share.released': 'Signing key used',
  'event.signing-password.locked': 'Signing password locked after five wrong tries',
  'event.signing-password.unlocked': 'Signing password unlocked at a counter',
  'event.registry.searched': 'Your identity was searched for at a counter',
  'event.registry.person-shown': 'Your data was looked at at a counter',
  'event.registry.upgrade-code-issued': 'Documents compared at a counter, code given',
  'event.organisation.decided': 'Registration of an organisation decided',
  'acr.urn:guichet:acr:authentication-certificate': 'with your certificate',
} as const;
