import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseHeadersPolicyProps,
} from 'aws-cdk-lib/aws-cloudfront';

/**
 * What every page may do: its own scripts and styles only, evidence to and from the evidence bucket, camera and microphone
 * for itself, and no other page around it.
 *
 * @param evidence the origin where pictures and videos are sent to and shown from
 */
export function contentSecurityPolicy(evidence: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' data: blob: ${evidence}`,
    `media-src 'self' blob: ${evidence}`,
    `connect-src 'self' ${evidence}`,
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
export function securityHeaders(evidence: string): ResponseHeadersPolicyProps {
  const override = true;
  return {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(evidence), override: false },
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
