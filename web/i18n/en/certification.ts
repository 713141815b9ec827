/** Certificates requested and issued: what refusals mean. */
export default {
  'problem.account-changed':
    'Your data changed while the certificate was being made. Request it once more: it will say what is true now.',
  'problem.certificate-application-not-confirmed':
    'Confirm the application with your code first, then get the certificate.',
  'problem.certificate-application-used':
    'The certificate of this application was issued already. Look at your certificates.',
  'problem.certificate-not-finished':
    'The certificate of this application has ended, or a newer application took its place. Look at your certificates, and apply again if you need one.',
  'problem.key-even': 'The RSA key is damaged, or its private key can be found. Make a new one.',
  'problem.key-exponent':
    'The public exponent of the RSA key is not 65537. Make a new key with that exponent.',
  'problem.key-invalid': 'The public key in the request is damaged. Make a new key and a new request.',
  'problem.key-not-for-storage':
    'A key in a file is made by this app. For the key of a carrier, choose that carrier and apply again.',
  'problem.key-not-of-phone':
    'An AUTHENTICATION certificate is for the key of your activated phone. Get it on that phone.',
  'problem.key-not-supported':
    'This kind of key is not certified. Make an RSA key, or a key on the curve P-256 or P-384.',
  'problem.key-of-phone':
    'The key that logs you in cannot sign documents too. Make a new key for this certificate.',
  'problem.key-roca':
    'The RSA key was made by a carrier with a known fault, and its private key can be found. Use another carrier, or a P-256 key.',
  'problem.key-small-factor':
    'The private key of this RSA key can be found. Make a new one with another program or carrier.',
  'problem.key-taken':
    'This key was certified before. Every certificate gets a key of its own: make a new one.',
  'problem.key-too-long': 'The RSA key has more than 4,096 bits. Make a shorter one, or a P-256 key.',
  'problem.key-too-short': 'The RSA key has fewer than 2,048 bits. Make a longer one, or a P-256 key.',
  'problem.request-asks-extensions':
    'The certification request asks for names or usages of its own. Make it without extensions: what a certificate says is decided by us.',
  'problem.request-not-proven':
    'The certification request is not signed with the private key of its public key, or was changed since. Make it anew.',
  'problem.request-signature-unsupported':
    'The certification request is signed in a way we do not read. Use ECDSA or RSA (PKCS #1 v1.5) with SHA-256, SHA-384 or SHA-512.',
  'problem.request-too-large':
    'The certification request is larger than 8 KB. Make one without pictures and further attributes.',
  'problem.request-trailing-bytes':
    'There is something after the end of the certification request. Send one request and nothing else.',
  'problem.request-unreadable':
    'This is not a PKCS #10 certification request. Choose the file that your program or carrier made.',
  'problem.request-weak-signature':
    'The certification request is signed with SHA-1 or MD5, which can be forged. Sign it with SHA-256.',
} as const;
