/**
 * The protocol of docs/signing-key.md with every choice fixed. Made once with node:crypto (`pbkdf2`, `createHmac`, `aes-256-gcm`); the
 * private key is the one of RFC 6979 A.2.5 (P-256). Hexadecimal unless the name says otherwise.
 */
export const SIGNING_KEY_VECTOR = {
  password: 'Guichet2026',
  salt: '000102030405060708090a0b0c0d0e0f',
  iterations: 600_000,
  verifier: 'f0d6167dfe80fa0ae8c5564b4018cfa380ced81e41eb1970927b993d542cf9e7',
  verifierBase64url: '8NYWff6A-groxVZLQBjPo4DO2B5B6xlwknuZPVQs-ec',
  passwordSecret: 'c694a3a12229996f09824a837baf7b8ea9a7e2462f2f7b6bc2e9e4f16142d2ea',
  deviceSecret: '202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f',
  keyId: 'AAECAwQFBgcICQoLDA0ODw',
  share: '404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f',
  wrappingKey: '5a98806e2f4d8aaed26b460f9488bb8ea9cc28665394a7b22b9ce8eccfb57c0f',
  iv: '808182838485868788898a8b',
  pkcs8:
    '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721a1440342000460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
  publicKeyDigestBase64url: 'Wnp4zKSg9CDZvGK7Zpw8J1njn3I9OuENy-DwgVoH7NQ',
  wrapped:
    '9ad9a61ab3b2d8a500514c79f9c719338c9513bf0a8314073462fd004d884a2240d668ccfa57441eef3425a20a20d90714d0f894ddbcf70399a9a2c6c43755eee25fc39b4eed0ae4dbc6158ae63ea306d902e95c7dc9b66a0e38406970b9f74998d386722b3c0321bd54cb8db8ebf3cbdbcdb2aaaa200236e41248b5e008cb77eecf3cd4f23b6bd2dc905c00060d50350e9cb6fcd98de9170ea3',
} as const;
