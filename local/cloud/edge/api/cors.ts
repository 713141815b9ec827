import type { EdgeAnswer, EdgeRequest } from '../http.ts';

interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAge?: number;
  readonly AllowCredentials?: boolean;
}

/** The API's own CORS behaviour, when the template configures it. */
export interface Cors {
  /** The answer to a preflight, which never reaches a function. */
  preflight(request: EdgeRequest): EdgeAnswer | undefined;
  /** Adds the headers of an allowed origin; the configuration wins over what the function said. */
  decorate(request: EdgeRequest, answer: EdgeAnswer): EdgeAnswer;
}

export function createCors(configuration: CorsConfiguration | undefined): Cors {
  if (configuration === undefined) return { preflight: () => undefined, decorate: (_, answer) => answer };
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] } = configuration;

  function originHeaders(request: EdgeRequest): Record<string, string> {
    const { origin } = request.headers;
    const any = AllowOrigins.includes('*');
    if (origin === undefined || !(any || AllowOrigins.includes(origin))) return {};
    return {
      'access-control-allow-origin': any ? '*' : origin,
      ...(configuration?.AllowCredentials === true ? { 'access-control-allow-credentials': 'true' } : {}),
      ...(ExposeHeaders.length > 0 ? { 'access-control-expose-headers': ExposeHeaders.join(',') } : {}),
      ...(any ? {} : { vary: 'origin' }),
    };
  }

  return {
    preflight(request) {
      if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
        return undefined;
      const allowed = originHeaders(request);
      const details = {
        'access-control-allow-methods': AllowMethods.join(','),
        'access-control-allow-headers': AllowHeaders.join(','),
        'access-control-max-age': String(configuration.MaxAge ?? 0),
      };
      const headers = 'access-control-allow-origin' in allowed ? { ...allowed, ...details } : {};
      return { status: 204, headers, body: Buffer.alloc(0) };
    },
    decorate: (request, answer) => ({ ...answer, headers: { ...answer.headers, ...originHeaders(request) } }),
  };
}
