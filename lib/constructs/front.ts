import { fileURLToPath } from 'node:url';
import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  SSLMethod,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PUBLICATIONS } from '../../lambdas/routes.ts';
import { acknowledge } from '../checks.ts';
import { type ExchangeOrigins, publishedHeaders, securityHeaders } from '../edge/security-headers.ts';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';

export interface FrontProps {
  readonly stage: Stage;
  readonly web: IBucket;
  /** Certificates of the authorities and their revocation lists, under `pki/`. */
  readonly trust: IBucket;
  /** Discovery and JWKS. */
  readonly published: IBucket;
  readonly api: HttpApi;
  readonly originSecret: ISecret;
  readonly exchange: ExchangeOrigins;
  readonly certificate?: ICertificate;
}

/**
 * CloudFront: `/api`, `/oauth`, `/ssf`, `/ocsp` and `/tsa` go to the API with the origin secret, `/pki` to the bucket of the authorities,
 * discovery and JWKS to the bucket `published`, everything else to the web app.
 */
export function front(scope: Construct, props: FrontProps): Distribution {
  const { stage, certificate } = props;
  const headers = new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    responseHeadersPolicyName: `${prefix(stage, 'security')}-${Stack.of(scope).region}`,
    ...securityHeaders(props.exchange),
  });
  const api = apiBehavior(scope, props, headers);
  const cachePolicy = publishedCache(scope, stage);
  const distribution = new Distribution(scope, 'Distribution', {
    comment: prefix(stage, 'front'),
    httpVersion: HttpVersion.HTTP2_AND_3,
    defaultRootObject: 'index.html',
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(props.web),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers,
      compress: true,
      functionAssociations: [atViewerRequest(edgeFunction(scope, stage, 'page-paths'))],
    },
    additionalBehaviors: {
      ...publications(scope, props, cachePolicy),
      '/oauth/*': api,
      '/api/*': api,
      // Also without TLS: what is answered is signed, and asking for it by https could ask for itself (RFC 5280 §8, RFC 6960 §A.1).
      '/ocsp*': { ...api, viewerProtocolPolicy: ViewerProtocolPolicy.ALLOW_ALL },
      '/pki/*': {
        origin: S3BucketOrigin.withOriginAccessControl(props.trust),
        viewerProtocolPolicy: ViewerProtocolPolicy.ALLOW_ALL,
        responseHeadersPolicy: headers,
        // Objects say `no-cache`: every answer is what the bucket holds now, so that CRLs and OCSP agree.
        cachePolicy,
      },
      '/ssf/*': api,
      '/tsa': api,
    },
    ...(certificate && {
      certificate,
      domainNames: [stage.domain.name],
      sslSupportMethod: SSLMethod.SNI,
      // RFC 9325 §4.2, FAPI 2.0 §5.2.2: under TLS 1.2 only the GCM suites; earlier policies have CBC or ChaCha20 as well.
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2025,
    }),
    ...(stage.webAclArn && { webAclId: stage.webAclArn }),
  });
  acknowledge(distribution, acceptedFindings(stage));
  return distribution;
}

/** Discovery and JWKS: objects that say themselves how long they may be kept, for pages of every origin (Discovery §4, CORS). */
function publications(
  scope: Construct,
  { stage, published }: FrontProps,
  cachePolicy: CachePolicy,
): Record<string, BehaviorOptions> {
  const behavior = {
    origin: S3BucketOrigin.withOriginAccessControl(published),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy,
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'PublishedHeaders', {
      responseHeadersPolicyName: `${prefix(stage, 'published')}-${Stack.of(scope).region}`,
      ...publishedHeaders(),
    }),
  };
  return Object.fromEntries(PUBLICATIONS.map(({ path }) => [path, behavior]));
}

function apiBehavior(
  scope: Construct,
  { stage, api, originSecret }: FrontProps,
  responseHeadersPolicy: ResponseHeadersPolicy,
): BehaviorOptions {
  const { region, urlSuffix } = Stack.of(scope);
  return {
    origin: new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      readTimeout: Duration.seconds(30),
      // A dynamic reference: CloudFormation puts the value in, the template never holds it.
      customHeaders: { 'x-origin-secret': originSecret.secretValue.unsafeUnwrap() },
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy,
    functionAssociations: [atViewerRequest(edgeFunction(scope, stage, 'viewer-address'))],
  };
}

/** As long as the `cache-control` of what is published says, an hour at most, and not at all when it says nothing. */
function publishedCache(scope: Construct, stage: Stage): CachePolicy {
  return new CachePolicy(scope, 'PublishedCache', {
    cachePolicyName: `${prefix(stage, 'published')}-${Stack.of(scope).region}`,
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.hours(1),
    headerBehavior: CacheHeaderBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

function edgeFunction(scope: Construct, stage: Stage, name: 'page-paths' | 'viewer-address'): EdgeFunction {
  return new EdgeFunction(scope, name, {
    functionName: `${prefix(stage, name)}-${Stack.of(scope).region}`,
    code: FunctionCode.fromFile({ filePath: fileURLToPath(new URL(`../edge/${name}.js`, import.meta.url)) }),
    runtime: FunctionRuntime.JS_2_0,
  });
}

const atViewerRequest = (fn: EdgeFunction) => ({ function: fn, eventType: FunctionEventType.VIEWER_REQUEST });

function acceptedFindings({ domain, webAclArn }: Stage): Record<string, string> {
  return {
    'AwsSolutions-CFR1': 'Citizens abroad use their identity too: no country is shut out.',
    'AwsSolutions-CFR3':
      'CloudFront logs whole query strings (state, nonce, id_token_hint), which must not be kept; the API logs each request without them.',
    ...(webAclArn === '' && {
      'AwsSolutions-CFR2':
        'A web ACL costs money and rules of its own: the operator names one in `webAclArn` (docs/deploy.md).',
    }),
    ...(domain.name === '' && {
      'AwsSolutions-CFR4':
        "Without an own domain CloudFront's default certificate fixes the TLS policy; with `domain` it is TLS 1.2 (2025).",
    }),
  };
}
