import type { RelyingPartyView } from '../../lambdas/contracts/relying-parties.ts';

interface Snippet {
  readonly title: string;
  readonly text: (service: RelyingPartyView) => string;
}

/** How each library is told to prove itself; a method it is not listed with, it has no setting for. */
type ByMethod = Readonly<Record<string, string>>;

const OPENID_CLIENT: ByMethod = {
  client_secret_basic: 'undefined, oidc.ClientSecretBasic(process.env.GUICHET_SECRET)',
  client_secret_post: 'undefined, oidc.ClientSecretPost(process.env.GUICHET_SECRET)',
  private_key_jwt: 'undefined, oidc.PrivateKeyJwt(privateKey)',
  tls_client_auth: '{ use_mtls_endpoint_aliases: true }, oidc.TlsClientAuth()',
  none: 'undefined, oidc.None()',
};

const SPRING: ByMethod = {
  client_secret_basic: `    client-secret: \${GUICHET_SECRET}
    client-authentication-method: client_secret_basic`,
  client_secret_post: `    client-secret: \${GUICHET_SECRET}
    client-authentication-method: client_secret_post`,
  private_key_jwt: `    # the key: a NimbusJwtClientAuthenticationParametersConverter at the token response client
    client-authentication-method: private_key_jwt`,
  none: '    client-authentication-method: none',
};

const APACHE: ByMethod = {
  client_secret_basic: `OIDCClientSecret "\${GUICHET_SECRET}"
OIDCProviderTokenEndpointAuth client_secret_basic`,
  client_secret_post: `OIDCClientSecret "\${GUICHET_SECRET}"
OIDCProviderTokenEndpointAuth client_secret_post`,
  private_key_jwt: `OIDCPrivateKeyFiles "\${KEY_ID}#\${KEYS}/private.pem"
OIDCPublicKeyFiles "\${KEY_ID}#\${KEYS}/certificate.pem"
OIDCProviderTokenEndpointAuth private_key_jwt`,
  none: 'OIDCProviderTokenEndpointAuth none',
};

const LIBRARIES: readonly (Snippet & { readonly proof: ByMethod })[] = [
  {
    title: 'openid-client (Node.js)',
    proof: OPENID_CLIENT,
    text: (service) =>
      `import * as oidc from 'openid-client';

const config = await oidc.discovery(
  new URL('${service.issuer}'),
  '${service.client}',
  ${OPENID_CLIENT[methodOf(service)]},${overHttp(service.issuer)}
);`,
  },
  {
    title: 'Spring Security',
    proof: SPRING,
    text: (service) =>
      `# PKCE and ES256 need a bean each: docs/integration/spring-security.md
spring.security.oauth2.client:
  registration.guichet:
    client-id: ${service.client}
${SPRING[methodOf(service)]}
    authorization-grant-type: authorization_code
    redirect-uri: "${service.metadata.redirect_uris?.[0] ?? ''}"
    scope: ${(service.metadata.scope ?? 'openid').split(' ').join(', ')}
  provider.guichet:
    issuer-uri: ${service.issuer}`,
  },
  {
    title: 'Apache mod_auth_openidc',
    proof: APACHE,
    text: (service) =>
      `OIDCProviderMetadataURL ${service.issuer}/.well-known/openid-configuration
OIDCClientID ${service.client}
${APACHE[methodOf(service)]}
OIDCCryptoPassphrase "\${PASSPHRASE}"
OIDCRedirectURI ${service.metadata.redirect_uris?.[0] ?? ''}
OIDCPKCEMethod S256
OIDCScope "${service.metadata.scope ?? 'openid'}"`,
  },
];

const methodOf = ({ metadata }: Pick<RelyingPartyView, 'metadata'>): string =>
  metadata.token_endpoint_auth_method ?? 'client_secret_basic';

/** Configuration of the libraries that can prove what this client registered; whole programs are in docs/integration. */
export const snippetsFor = (service: RelyingPartyView): readonly Snippet[] =>
  LIBRARIES.filter(({ proof }) => Object.hasOwn(proof, methodOf(service)));

/** Of the laptop: openid-client wants to be told. */
const overHttp = (issuer: string): string =>
  issuer.startsWith('http:') ? '\n  { execute: [oidc.allowInsecureRequests] },' : '';
