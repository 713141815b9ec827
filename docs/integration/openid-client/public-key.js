// node public-key.js private.pem: the `jwks` of the registration
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const jwk = createPublicKey(readFileSync(process.argv[2])).export({ format: 'jwk' });
const alg = jwk.kty === 'RSA' ? 'RS256' : 'ES256';
console.log(JSON.stringify({ keys: [{ ...jwk, kid: 'my-service-2026', alg, use: 'sig' }] }, null, 2));
