import { Duration } from 'aws-cdk-lib';
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

/** Findings about the function that CDK itself brings along to copy files. */
export function acknowledgeDeploymentFunction(scope: Construct): void {
  const reason =
    'The copying function belongs to aws-cdk-lib; it runs at deployment only and touches the web bucket alone.';
  acknowledge(scope, { 'AwsSolutions-IAM4': reason, 'AwsSolutions-IAM5': reason, 'AwsSolutions-L1': reason });
}
