import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseHeadersPolicyProps,
} from 'aws-cdk-lib/aws-cloudfront';

/** Origins beside our own that pages speak to. */
export interface ExchangeOrigins {
  /** Where pictures and videos of an enrolment are sent to and shown from. */
  readonly evidence: string;
  /** Where contents of letters and documents are sent to and fetched from. */
  readonly box: string;
}

/**
 * What every page may do: its own scripts and styles only, pictures and documents to and from the two exchange buckets, camera
 * and microphone for itself, and no other page around it.
 */
export function contentSecurityPolicy({ evidence, box }: ExchangeOrigins): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' data: blob: ${evidence}`,
    `media-src 'self' blob: ${evidence}`,
    `connect-src 'self' ${evidence} ${box}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const UNUSED_POWERS = ['geolocation', 'payment', 'usb', 'serial', 'display-capture', 'midi'];
const PERMISSIONS = ['camera=(self)', 'microphone=(self)', ...UNUSED_POWERS.map((name) => `${name}=()`)].join(
  ', ',
);

/** The headers CloudFront adds to every answer; a page of the API that brings its own, stricter policy keeps it. */
export function securityHeaders(origins: ExchangeOrigins): ResponseHeadersPolicyProps {
  const override = true;
  return {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(origins), override: false },
      contentTypeOptions: { override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'permissions-policy', value: PERMISSIONS, override },
        { header: 'cross-origin-opener-policy', value: 'same-origin', override },
      ],
    },
  };
}

/** What is published for relying parties: read by pages of any origin, run by none. */
export function publishedHeaders(): ResponseHeadersPolicyProps {
  const override = true;
  return {
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      originOverride: override,
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override },
    },
  };
}
