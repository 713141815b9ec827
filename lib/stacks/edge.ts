import { CfnOutput } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { front } from '../constructs/front.ts';
import { mutualTls } from '../constructs/mutual-tls.ts';
import { accessLogged, bucketName, PrivateBucket } from '../constructs/private-bucket.ts';
import { WebApp } from '../constructs/web-app.ts';
import { prefix } from '../names.ts';
import type { DataStack } from './data.ts';
import { StageStack, type StageStackProps } from './stage-stack.ts';

/** Without query strings, which hold `state`, `nonce` and `id_token_hint`, and without addresses of people. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    integrationMilliseconds: '$context.integrationLatency',
    integrationStatus: '$context.integrationStatus',
    bytes: '$context.responseLength',
  }),
);

/** One origin: CloudFront in front of the static web app and of the HTTP API whose routes the other stacks add. */
export class EdgeStack extends StageStack {
  readonly api: HttpApi;
  readonly distribution: Distribution;
  /** Public origin without trailing slash: the issuer. */
  readonly issuer: string;
  /** What CloudFront shows the API to prove that a request came through it. */
  readonly originSecret: Secret;

  constructor(scope: Construct, id: string, props: StageStackProps & { readonly data: DataStack }) {
    super(scope, id, { ...props, description: 'Guichet: CloudFront, web app, HTTP API' });
    const { stage } = this;
    this.originSecret = this.makeOriginSecret();
    this.api = this.makeApi();
    const { accessLogs } = props.data;
    const trust = new PrivateBucket(this, 'Trust', {
      stage,
      part: 'trust',
      ...accessLogged(this, accessLogs, 'trust'),
    });
    const published = new PrivateBucket(this, 'Published', {
      stage,
      part: 'published',
      ...accessLogged(this, accessLogs, 'published'),
    });
    const web = new WebApp(this, 'Web', { stage, accessLogs });
    this.distribution = front(this, {
      stage,
      web: web.bucket,
      trust,
      published,
      api: this.api,
      originSecret: this.originSecret,
      exchange: { evidence: this.originOf('evidence'), box: this.originOf('box') },
      ...(stage.domain.name && {
        certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.domain.certificateArn),
      }),
    });
    web.deploy(this.build.web, this.distribution);
    this.nameInDns();
    this.issuer =
      stage.publicOrigin || `https://${stage.domain.name || this.distribution.distributionDomainName}`;
    new CfnOutput(this, 'Issuer', { value: this.issuer, description: 'Public address and OpenID issuer' });
  }

  /** The address of a bucket that stands in a higher stack: names are known before. */
  private originOf(part: 'evidence' | 'box'): string {
    return `https://${bucketName(this.stage, part)}.s3.${this.region}.amazonaws.com`;
  }

  private makeApi(): HttpApi {
    const api = new HttpApi(this, 'Api', { apiName: prefix(this.stage, 'api'), createDefaultStage: false });
    const logGroup = new LogGroup(this, 'ApiLog', {
      logGroupName: `/guichet/${this.stage.name}/api`,
      retention: this.stage.retention.logDays,
      removalPolicy: this.dataRemoval,
    });
    const apiStage = new HttpStage(this, 'ApiStage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: this.stage.throttle.rate, burstLimit: this.stage.throttle.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: ACCESS_LOG_FORMAT },
    });
    mutualTls(this, this.stage, api, apiStage);
    return api;
  }

  private makeOriginSecret(): Secret {
    const secret = new Secret(this, 'OriginSecret', {
      secretName: prefix(this.stage, 'origin'),
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: this.dataRemoval,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'CloudFront and the functions must change it in the same moment; docs/runbook.md#replace-the-origin-secret says how.',
    });
    return secret;
  }

  private nameInDns(): void {
    const { name, hostedZoneId, hostedZoneName } = this.stage.domain;
    if (hostedZoneId === '') return;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId,
      zoneName: hostedZoneName,
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    new ARecord(this, 'Ipv4', { zone, recordName: name, target });
    new AaaaRecord(this, 'Ipv6', { zone, recordName: name, target });
  }
}
