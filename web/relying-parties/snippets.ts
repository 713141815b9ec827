import type { RelyingPartyView } from '../../lambdas/contracts/relying-parties.ts';

/** Configuration of libraries for one client; whole programs are in docs/integration. */
export const SNIPPETS: readonly {
  readonly title: string;
  readonly text: (service: RelyingPartyView) => string;
}[] = [
  {
    title: 'openid-client (Node.js)',
    text: ({ issuer, client, metadata }) =>
      `import * as oidc from 'openid-client';

const config = await oidc.discovery(
  new URL('${issuer}'),
  '${client}',
  ${authenticationOf(metadata.token_endpoint_auth_method)},${overHttp(issuer)}
);`,
  },
  {
    title: 'Spring Security',
    text: ({ issuer, client, metadata }) =>
      `# PKCE and ES256 need a bean each: docs/integration/spring-security.md
spring.security.oauth2.client:
  registration.guichet:
    client-id: ${client}
    client-secret: \${GUICHET_SECRET}
    scope: ${(metadata.scope ?? 'openid').split(' ').join(', ')}
  provider.guichet:
    issuer-uri: ${issuer}`,
  },
  {
    title: 'Apache mod_auth_openidc',
    text: ({ issuer, client, metadata }) =>
      `OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${client}
OIDCClientSecret "\${GUICHET_SECRET}"
OIDCProviderTokenEndpointAuth ${metadata.token_endpoint_auth_method ?? 'client_secret_basic'}
OIDCCryptoPassphrase "\${PASSPHRASE}"
OIDCRedirectURI ${metadata.redirect_uris?.[0] ?? ''}
OIDCPKCEMethod S256
OIDCScope "${metadata.scope ?? 'openid'}"`,
  },
];

/** Of the laptop: openid-client wants to be told. */
const overHttp = (issuer: string): string =>
  issuer.startsWith('http:') ? '\n  { execute: [oidc.allowInsecureRequests] },' : '';

function authenticationOf(method: string | undefined): string {
  if (method === 'none') return 'undefined, oidc.None()';
  if (method === 'private_key_jwt') return 'undefined, oidc.PrivateKeyJwt(privateKey)';
  return 'undefined, oidc.ClientSecretBasic(process.env.GUICHET_SECRET)';
}
