import {
  ApiMapping,
  DomainName,
  EndpointType,
  type HttpApi,
  type IHttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** The name of the host for mutual TLS, without the port it has on the laptop; empty: there is none. */
export const mtlsHost = ({ settings }: Stage): string =>
  settings.RELYING_PARTIES.mtlsOrigin.replace(/^https:\/\/|:\d+$/g, '');

/**
 * A host of its own for relying parties' systems that show a certificate (RFC 8705 §5): the same API behind it, reached without
 * CloudFront, which ends TLS. API Gateway refuses a connection whose chain does not lead to the trust store; the functions
 * let it in only where relying parties' systems call (lambdas/shell/http-function.ts).
 */
export function mutualTls(scope: Construct, stage: Stage, api: HttpApi, apiStage: IHttpStage): void {
  const host = mtlsHost(stage);
  if (host === '') return;
  const { certificateArn, truststoreUri } = stage.mtls;
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(truststoreUri) ?? [];
  const domainName = new DomainName(scope, 'MutualTls', {
    domainName: host,
    certificate: Certificate.fromCertificateArn(scope, 'MutualTlsCertificate', certificateArn),
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
    mtls: { bucket: Bucket.fromBucketName(scope, 'MutualTlsTrust', bucket), key },
  });
  new ApiMapping(scope, 'MutualTlsMapping', { api, domainName, stage: apiStage });
  nameInDns(scope, stage, domainName, host);
}

function nameInDns(scope: Construct, { domain }: Stage, domainName: DomainName, host: string): void {
  const { hostedZoneId, hostedZoneName } = domain;
  if (hostedZoneId === '' || !host.endsWith(`.${hostedZoneName}`)) return;
  const zone = HostedZone.fromHostedZoneAttributes(scope, 'MutualTlsZone', {
    hostedZoneId,
    zoneName: hostedZoneName,
  });
  const { regionalDomainName, regionalHostedZoneId } = domainName;
  const alias = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId);
  new ARecord(scope, 'MutualTlsIpv4', { zone, recordName: host, target: RecordTarget.fromAlias(alias) });
}
