import type { Template } from '../../template/resource.ts';
import type { HttpApi } from '../api/http-api.ts';
import { type MutualTlsHost, startMutualTlsHost } from './mutual-tls-host.ts';

/** What stands for ACM and for the operator's bucket, neither of which is in the template. */
export interface MutualTlsMaterial {
  /** Port of the host; 0 for any free one. */
  readonly port: number;
  /** Key and certificate of a host, PEM. */
  credentials(host: string): { readonly key: string; readonly certificate: string };
  /** The file that `TruststoreUri` names. */
  trustStore(uri: string): string;
}

interface Parts {
  readonly template: Template;
  readonly apis: readonly HttpApi[];
  readonly material: MutualTlsMaterial | undefined;
  warn(line: string): void;
}

/** Starts the custom domain with mutual TLS of the template; undefined when it has none, or nobody says where to listen. */
export async function startMutualTls({
  template,
  apis,
  material,
  warn,
}: Parts): Promise<MutualTlsHost | undefined> {
  const domains = template
    .resources('AWS::ApiGatewayV2::DomainName')
    .filter(({ properties }) => properties.MutualTlsAuthentication !== undefined);
  const [domain, ...others] = domains;
  if (domain === undefined || material === undefined) return undefined;
  for (const { logicalId } of others)
    warn(`API Gateway: one host for mutual TLS is served; ${logicalId} is not.`);
  const { TruststoreUri } = domain.properties.MutualTlsAuthentication as { TruststoreUri: string };
  const mapping = template
    .resources('AWS::ApiGatewayV2::ApiMapping')
    .find(({ properties }) => properties.DomainName === domain.physicalId);
  const api = apis.find(({ apiId }) => apiId === mapping?.properties.ApiId);
  if (api === undefined) {
    warn(`API Gateway: no HTTP API is mapped to ${domain.physicalId}; it is not served.`);
    return undefined;
  }
  return await startMutualTlsHost({
    port: material.port,
    ...material.credentials(domain.physicalId),
    trustStore: material.trustStore(TruststoreUri),
    domainName: domain.physicalId,
    handle: api.handle,
    warn,
  });
}
