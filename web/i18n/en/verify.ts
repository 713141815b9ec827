/** Words of the public verification of signatures. */
export default {
  'verify.title': 'Verify a signature',
  'verify.lead':
    'Is this document really from the person who signed it, and unchanged since? Free, without an account.',
  'verify.what': 'What do you have?',
  'verify.mode-detached': 'A document, and its signature in a file of its own',
  'verify.mode-detached-text': 'Two files. The document stays on your device.',
  'verify.mode-attached': 'One signed file',
  'verify.mode-attached-text': 'Document and signature together, often named .p7m.',
  'verify.mode-hash': 'A signature file and the hash value of the document',
  'verify.mode-hash-text': 'When you know the hash value, or the document is somewhere else.',
  'verify.mode-certificate': 'A certificate',
  'verify.mode-certificate-text': 'Who holds it, until when it is valid, who issued it.',
  'verify.document-hint': 'Exactly the file that was signed. It is not sent: only its hash value is.',
  'verify.choose-document': 'Choose the document',
  'verify.choose-other': 'Choose another file',
  'verify.chosen': 'Chosen: {name}',
  'verify.signature-file': 'Signature file',
  'verify.signed-file': 'Signed file',
  'verify.certificate-file': 'Certificate',
  'verify.signature-hint': 'PKCS #7 (CMS): .p7s, .p7m, .sig, binary, PEM or base64, up to 4 MB.',
  'verify.certificate-hint': 'X.509: .cer, .crt, .pem, binary, PEM or base64.',
  'verify.algorithm': 'Hash algorithm',
  'verify.digest-hint': 'Hexadecimal digits or base64.',
  'verify.do': 'Verify',
  'verify.working': 'Showing that this is no flood of requests: your device does a little sum',
  'verify.privacy':
    'Nothing that you give here is kept. A signed file and a signature are sent to be verified and forgotten at once.',
  'label.document': 'Document',
  'label.digest': 'Hash value',
  'field.choose-file': 'Choose a file.',
  'field.file-too-large-to-verify':
    'This file is larger than 4 MB. Ask for the signature in a file of its own, and choose “A document, and its signature”.',

  'verify.title-confirmed': 'Confirmed',
  'verify.title-failed': 'Not confirmed',
  'verify.confirmed': 'The authenticity of the document is confirmed',
  'verify.confirmed-certificate': 'The authenticity of the certificate is confirmed',
  'verify.the-signature': 'Signed by',
  'verify.as-it-says': 'What the signature says of itself',
  'verify.signature-number': 'Signature {number}',
  'verify.the-certificate': 'The certificate',
  'verify.owner': 'Owner',
  'verify.organisation-number': 'Organisation number',
  'verify.birthdate': 'Date of birth',
  'verify.sex': 'Sex',
  'verify.sex-1': 'Male',
  'verify.sex-2': 'Female',
  'verify.address': 'Address',
  'verify.kind': 'Kind',
  'verify.kind-authentication': 'AUTHENTICATION, for logging in',
  'verify.kind-signature': 'SIGNATURE of a person',
  'verify.kind-corporate': 'Corporate certificate of an organisation',
  'verify.kind-official-seal': 'Official seal of a public authority',
  'verify.kind-service': 'Service of this Guichet',
  'verify.issued-by': 'Issued by',
  'verify.validity': 'Valid',
  'verify.validity-dates': '{from} to {to}',
  'verify.revoked-since': 'Revoked since',
  'verify.suspended-since': 'Suspended since',
  'verify.signed-before': 'Signed at the latest',
  'verify.stamped': '{at}, proven by the time-stamp of {authority}',
  'verify.claimed': 'Time of signing',
  'verify.claimed-at': '{at}, as the signer says; no time-stamp proves it',
  'verify.judged': 'Judged at',
  'verify.details': 'Technical details',
  'verify.subject': 'Subject',
  'verify.issuer': 'Issuer',
  'verify.serial': 'Serial number',
  'verify.key': 'Key',
  'verify.usage': 'Key usage',
  'verify.digest': 'Hash value {algorithm}',
  'verify.scope': 'Verified {at} by {origin}, which knows the certificates that it issues itself.',
  'verify.another': 'Verify another',
  'verify.save-report': 'Save the report (JSON)',

  'verify.failure-unreadable': 'The file cannot be read',
  'verify.advice-unreadable':
    'It is no signature or certificate, or it was cut off on its way. Download or copy it again, or ask the sender for it once more.',
  'verify.failure-no-signature': 'The file holds no signature',
  'verify.advice-no-signature':
    'It holds certificates only. Ask the sender for the signature itself (.p7s, .p7m or .sig).',
  'verify.failure-attached-expected': 'The document is not in this file',
  'verify.advice-attached-expected':
    'This is a signature without its document. Choose “A document, and its signature” and give both files.',
  'verify.failure-detached-expected': 'The document is inside this file',
  'verify.advice-detached-expected': 'Choose “One signed file” and give only this file.',
  'verify.failure-no-certificate': 'Nobody can tell who signed',
  'verify.advice-no-certificate':
    'The file does not hold the signer’s certificate. Ask the sender for a signature with the certificate included.',
  'verify.failure-unsupported-algorithm': 'This kind of signature cannot be verified here',
  'verify.advice-unsupported-algorithm':
    'It may be right or wrong: its algorithm (GOST, SHA-1, a short key…) is not supported. Verify it where it was made, or ask for a signature with SHA-256 and an RSA or elliptic-curve key.',
  'verify.failure-wrong-hash': 'The hash value is not the one that was signed',
  'verify.advice-wrong-hash':
    'Check that all digits are there, that the algorithm is the signature’s own (see the technical details), and that it is the hash value of exactly the signed file.',
  'verify.failure-altered': 'The document was altered after it was signed',
  'verify.advice-altered':
    'Or it is another document or version. Do not rely on it: ask the sender for the signed original. Opening and saving a file again changes it, too.',
  'verify.failure-bad-signature': 'The signature does not belong to this document and certificate',
  'verify.advice-bad-signature':
    'The document or the signature was changed, or another key made it. Do not rely on it; ask the sender to sign again.',
  'verify.failure-bad-time-stamp': 'The time-stamp does not count',
  'verify.advice-bad-time-stamp':
    'It belongs to another signature, or comes from an authority that is not trusted here. Ask the sender for a signature with a time-stamp of this service.',
  'verify.failure-untrusted-issuer': 'The issuer of the certificate is not trusted here',
  'verify.advice-untrusted-issuer':
    'What the certificate says of its owner is not proven. Verify the signature with the issuer shown below, or ask for a signature with a certificate issued here.',
  'verify.failure-expired': 'The certificate had expired',
  'verify.advice-expired':
    'Without a time-stamp from before, nobody can tell whether it was signed in time. Ask the sender to sign again with a valid certificate.',
  'verify.failure-not-yet-valid': 'The certificate was not valid yet',
  'verify.advice-not-yet-valid':
    'Check date and time of signing with the sender, or verify again when it is.',
  'verify.failure-wrong-key-usage': 'This certificate is not for signing documents',
  'verify.advice-wrong-key-usage':
    'An AUTHENTICATION certificate only logs its owner in. Ask the sender to sign with the SIGNATURE certificate.',
  'verify.failure-revoked': 'The certificate had been revoked',
  'verify.advice-revoked':
    'Its owner or issuer ended it before this signature is proven to have existed. Do not rely on it; ask the sender to sign again.',
  'verify.failure-suspended': 'The certificate is suspended',
  'verify.advice-suspended':
    'Its owner has blocked it for the time being, for example after losing the phone. Ask the sender, and verify again later.',
  'verify.failure-status-unknown': 'Whether the certificate was revoked is not known now',
  'verify.advice-status-unknown':
    'The list of revoked certificates is not up to date. Verify again in a few minutes.',

  'problem.challenge-unsolved': 'The sum of your device was wrong. Press “Verify” again.',
  'problem.challenge-expired': 'That took too long. Press “Verify” again.',
  'problem.challenge-used': 'This verification was sent already. Press “Verify” again for another one.',
  'problem.signature-too-large':
    'The file is too large to be sent. Ask for the signature in a file of its own, and choose “A document, and its signature”: the document then stays on your device, however large it is.',
} as const;
