import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { PUBLICATIONS, ROUTES } from '../../lambdas/routes.ts';
import { synthesise } from './assembly.ts';
import { functionsOf } from './grants.ts';

const assembly = await synthesise('full');
const distribution = assembly.resources('AWS::CloudFront::Distribution')[0]?.properties.DistributionConfig;
const only = (type: string) => assembly.resources(type)[0]?.properties;

describe('B1: one origin', () => {
  it('B1: every route of lambdas/routes.ts reaches its own function, and there is no other', () => {
    const deployed = assembly.resources('AWS::ApiGatewayV2::Route').map(({ stack, properties }) => {
      const [, integration] = properties.Target['Fn::Join'][1];
      const uri = assembly.target(stack, integration)?.properties.IntegrationUri;
      return `${properties.RouteKey} → ${assembly.target(stack, uri)?.properties.FunctionName}`;
    });
    const listed = ROUTES.map((route) => `${route.method} ${route.path} → guichet-full-${route.function}`);
    expect(deployed.sort()).toEqual(listed.sort());
  });

  it('B1: every path of a route is sent to the API, not to the web app', () => {
    const patterns: string[] = distribution.CacheBehaviors.map(
      ({ PathPattern }: { PathPattern: string }) => PathPattern,
    );
    for (const { path } of ROUTES) {
      expect(
        patterns.some((pattern) => path.startsWith(pattern.replace('*', ''))),
        path,
      ).toBe(true);
    }
  });

  it('B9: RFC 9325 §4.2: TLS 1.2 and later, with its recommended suites alone', () => {
    expect(distribution.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2025');
  });

  it('B1: the issuer is the operator’s domain, the same in every function', () => {
    for (const { name, fn } of functionsOf(assembly)) {
      expect(fn.properties.Environment.Variables.ISSUER, name).toBe('https://id.guichet.test');
    }
  });

  it('B1: without an own domain the issuer is the distribution’s address', async () => {
    const [token] = functionsOf(await synthesise('default')).filter(({ name }) => name === 'token');
    expect(JSON.stringify(token?.fn.properties.Environment.Variables.ISSUER)).toMatch(
      /https:\/\/.*DistributionE?.*DomainName/,
    );
  });

  it('B1: RFC 8705: with a host for mutual TLS, API Gateway demands a certificate of the trust store there, for the same API', async () => {
    expect(only('AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: 'mtls.id.guichet.test',
      MutualTlsAuthentication: { TruststoreUri: 's3://guichet-relying-parties/authorities.pem' },
    });
    const [mapping] = assembly.resources('AWS::ApiGatewayV2::ApiMapping');
    const [stage] = assembly.resources('AWS::ApiGatewayV2::Stage');
    expect(mapping?.properties.ApiId).toEqual(stage?.properties.ApiId);
    expect((await synthesise('default')).resources('AWS::ApiGatewayV2::DomainName')).toEqual([]);
  });

  it('X3: the API’s own address is closed: CloudFront and every http function share a secret', () => {
    const api = distribution.Origins.find(
      ({ OriginCustomHeaders }: { OriginCustomHeaders?: unknown }) => OriginCustomHeaders,
    );
    const [header] = api.OriginCustomHeaders;
    expect(header.HeaderName).toBe('x-origin-secret');
    expect(JSON.stringify(header.HeaderValue)).toContain('{{resolve:secretsmanager:');
    for (const { name, fn } of functionsOf(assembly)) {
      const isHttp = AUTHORITIES[name as keyof typeof AUTHORITIES].trigger === 'http';
      expect('ORIGIN_SECRET' in fn.properties.Environment.Variables, name).toBe(isHttp);
    }
  });

  it('X2: an answer with a person’s data is never cached; metadata and keys for an hour at most', () => {
    const byPattern = Object.fromEntries(
      distribution.CacheBehaviors.map((behaviour: { PathPattern: string; CachePolicyId: unknown }) => [
        behaviour.PathPattern,
        behaviour.CachePolicyId,
      ]),
    );
    const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    expect([byPattern['/api/*'], byPattern['/oauth/*']]).toEqual([disabled, disabled]);
    expect(only('AWS::CloudFront::CachePolicy').CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 3600,
    });
  });
});

describe('B1: what is published without a function', () => {
  const behaviourOf = (path: string) =>
    distribution.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === path);

  it.each(PUBLICATIONS.map(({ path }) => path))(
    'B1: %s is an object of the bucket `published`, for pages of every origin, cached as long as it says',
    (path) => {
      const { TargetOriginId, ResponseHeadersPolicyId, CachePolicyId } = behaviourOf(path);
      const origin = distribution.Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);
      expect(assembly.target('guichet-full-edge', origin.DomainName)?.path).toBe('edge/Published');
      const headers = assembly.target('guichet-full-edge', ResponseHeadersPolicyId)?.properties;
      expect(headers.ResponseHeadersPolicyConfig.CorsConfig).toMatchObject({
        AccessControlAllowOrigins: { Items: ['*'] },
        AccessControlAllowCredentials: false,
      });
      const cache = assembly.target('guichet-full-edge', CachePolicyId)?.properties;
      expect(cache.CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 3600 });
    },
  );

  it('B1: from outside only CloudFront reads it', () => {
    const policy = assembly
      .resources('AWS::S3::BucketPolicy')
      .find(({ path }) => path === 'edge/PublishedPolicy');
    const outside = policy?.properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(outside.map(({ Principal }: { Principal: unknown }) => Principal)).toEqual([
      { Service: 'cloudfront.amazonaws.com' },
    ]);
  });
});

describe('C6: what the authority publishes', () => {
  const behaviour = (pattern: string) =>
    distribution.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === pattern);
  const originOf = (pattern: string) =>
    distribution.Origins.find(({ Id }: { Id: string }) => Id === behaviour(pattern).TargetOriginId);

  it('C6: certificates and CRLs come from their own bucket, which only CloudFront may read from outside', () => {
    const { DomainName, S3OriginConfig, OriginAccessControlId } = originOf('/pki/*');
    expect(assembly.target('guichet-full-edge', DomainName)?.path).toBe('edge/Trust');
    expect([S3OriginConfig, OriginAccessControlId]).toEqual([
      { OriginAccessIdentity: '' },
      expect.anything(),
    ]);
    const policy = assembly
      .resources('AWS::S3::BucketPolicy')
      .find(({ path }) => path === 'edge/TrustPolicy');
    const outside = policy?.properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(outside).toHaveLength(1);
    expect(outside[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    });
  });

  it('C6: the edge keeps a CRL no longer than its own word says: none, without one', () => {
    const policy = assembly.target('guichet-full-edge', behaviour('/pki/*').CachePolicyId)?.properties;
    expect(policy.CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
    expect(behaviour('/ocsp*').CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
  });

  it('C6: CRLs, certificates and OCSP are had without TLS too (RFC 5280 §8); everything with a person is not', () => {
    const plain = distribution.CacheBehaviors.filter(
      ({ ViewerProtocolPolicy }: { ViewerProtocolPolicy: string }) => ViewerProtocolPolicy === 'allow-all',
    );
    expect(plain.map(({ PathPattern }: { PathPattern: string }) => PathPattern).sort()).toEqual([
      '/ocsp*',
      '/pki/*',
    ]);
    expect(behaviour('/api/*').ViewerProtocolPolicy).toBe('https-only');
  });

  it('D3, C6: time-stamps and OCSP are asked of the API, by POST too', () => {
    for (const pattern of ['/ocsp*', '/tsa']) {
      expect(originOf(pattern).Id, pattern).toBe(originOf('/api/*').Id);
      expect(behaviour(pattern).AllowedMethods, pattern).toContain('POST');
    }
  });
});

describe('X2: what the browser is told', () => {
  const { SecurityHeadersConfig, CustomHeadersConfig } = only(
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).ResponseHeadersPolicyConfig;
  const csp: string = SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;

  it('X2: pages run their own scripts only and stand in no other page', () => {
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain('unsafe');
  });

  it('A7, E2: pictures and documents go to and come from their buckets and nowhere else', () => {
    const origin = (part: string) =>
      `https://guichet-full-${part}-111122223333-eu-west-3.s3.eu-west-3.amazonaws.com`;
    const [evidence, box] = [origin('evidence'), origin('box')];
    expect(csp).toContain(`connect-src 'self' ${evidence} ${box};`);
    expect(csp).toContain(`img-src 'self' data: blob: ${evidence};`);
    expect(csp).toContain(`media-src 'self' blob: ${evidence};`);
    const made = assembly.resources('AWS::S3::Bucket').map(({ properties }) => properties.BucketName);
    for (const each of [evidence, box]) expect(made).toContain(new URL(each).hostname.split('.')[0]);
  });

  it('A8: camera and microphone are for our own pages', () => {
    const [permissions] = CustomHeadersConfig.Items.filter(
      ({ Header }: { Header: string }) => Header === 'permissions-policy',
    );
    expect(permissions.Value).toContain('camera=(self), microphone=(self), geolocation=()');
    expect(SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(
      31_536_000,
    );
  });

  it('X1: the access log of the API holds no query string, no address and no header', () => {
    const format = JSON.parse(only('AWS::ApiGatewayV2::Stage').AccessLogSettings.Format);
    expect(Object.values(format).join(' ')).not.toMatch(/path|query|identity|header|ip\b/i);
  });
});

describe('X4: edge functions', () => {
  const codes = Object.fromEntries(
    assembly
      .resources('AWS::CloudFront::Function')
      .map(({ properties }) => [properties.Name, properties.FunctionCode]),
  );
  const run = (name: string, event: object): { uri: string; headers: Record<string, unknown> } =>
    vm.runInNewContext(`${codes[`guichet-full-${name}-eu-west-3`]}; handler(event)`, { event });
  const page = (uri: string) => run('page-paths', { request: { uri } }).uri;

  it.each([
    ['/', '/index.html'],
    ['/enrol/document', '/index.html'],
    ['/console', '/console/index.html'],
    ['/console/cases/42', '/console/index.html'],
    ['/consoles', '/index.html'],
    ['/assets/main-1a2b.js', '/assets/main-1a2b.js'],
    ['/service-worker.js', '/service-worker.js'],
  ])('X4: %s is answered by %s', (address, file) => {
    expect(page(address)).toBe(file);
  });

  it('X2: the viewer’s address is CloudFront’s word, not the viewer’s', () => {
    const claimed = { 'x-viewer-address': { value: '203.0.113.9' } };
    const { headers } = run('viewer-address', { request: { headers: claimed }, viewer: { ip: '192.0.2.1' } });
    expect(headers['x-viewer-address']).toEqual({ value: '192.0.2.1' });
  });
});
