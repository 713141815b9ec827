import { providerMetadata } from '../../domain/provider-metadata/provider-metadata.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /.well-known/openid-configuration (Discovery 1.0 §4.2); browsers of relying parties may read it too. */
export async function discovery(_request: HttpRequest, deps: { issuer: string }): Promise<HttpResponse> {
  return {
    headers: { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' },
    body: providerMetadata(deps.issuer),
  };
}
