import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { discovery } from '../endpoints/oidc/discovery.ts';
import { jwks } from '../endpoints/oidc/jwks.ts';
import { issuer, key } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';

const deps = {
  issuer: issuer(),
  signers: [kmsSigner(key('token-signing-es256'), 'ES256'), kmsSigner(key('token-signing-rs256'), 'RS256')],
};

export const handler = httpFunction({
  'GET /.well-known/openid-configuration': plain((request) => discovery(request, deps)),
  'GET /oauth/jwks': plain((request) => jwks(request, deps)),
});
