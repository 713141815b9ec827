import { type CfnElement, Duration, Stack, Token } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import type { Stage } from '../stages.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';

/** The static web app: its bucket, and how a build gets there. */
export class WebApp extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage, accessLogs }: { stage: Stage; accessLogs: IBucket }) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Bucket', {
      stage,
      part: 'web',
      ...accessLogged(this, accessLogs, 'web'),
    });
  }

  /** Hashed files first, for ever; then the pages that name them, asked for again each time. */
  deploy(folder: string, distribution: Distribution): void {
    const assets = this.upload('Assets', folder, {
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
    });
    const pages = this.upload('Pages', folder, {
      exclude: ['assets/*'],
      cacheControl: [CacheControl.setPublic(), CacheControl.noCache()],
      distribution,
      distributionPaths: ['/*'],
    });
    pages.node.addDependency(assets);
    acknowledgeCopier(this);
  }

  private upload(id: string, folder: string, props: object): BucketDeployment {
    return new BucketDeployment(this, id, {
      sources: [Source.asset(folder)],
      destinationBucket: this.bucket,
      prune: false,
      memoryLimit: 512,
      ...props,
    });
  }
}

/** The function that copies the files is aws-cdk-lib's own; it stands directly under the stack. */
function acknowledgeCopier({ bucket }: WebApp): void {
  const stack = Stack.of(bucket);
  const copier = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (copier === undefined)
    throw new Error('aws-cdk-lib has renamed its deployment function Custom::CDKBucketDeployment.');
  const partition = Token.isUnresolved(stack.region) ? '<AWS::Partition>' : 'aws';
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  const region = Token.isUnresolved(stack.region) ? '<AWS::Region>' : stack.region;
  const web = stack.getLogicalId(bucket.node.defaultChild as CfnElement);
  const findings = [
    'AwsSolutions-L1',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject'].map(
      (verb) => `AwsSolutions-IAM5[Action::s3:${verb}*]`,
    ),
    `AwsSolutions-IAM5[Resource::arn:${partition}:s3:::cdk-hnb659fds-assets-${account}-${region}/*]`,
    `AwsSolutions-IAM5[Resource::<${web}.Arn>/*]`,
    'AwsSolutions-IAM5[Resource::*]',
  ];
  const reason =
    'The copying function is aws-cdk-lib’s own; it runs at deployment only, on the web bucket and the CDK assets.';
  acknowledge(copier, Object.fromEntries(findings.map((id) => [id, reason])));
}
