import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Build } from '../bundles.ts';
import type { Stage } from '../stages.ts';

export interface StageStackProps extends StackProps {
  readonly stage: Stage;
  readonly build: Build;
}

/** A stack of one stage; nothing more than the settings every stack reads. */
export abstract class StageStack extends Stack {
  readonly stage: Stage;
  readonly build: Build;

  constructor(scope: Construct, id: string, { stage, build, ...props }: StageStackProps) {
    super(scope, id, props);
    this.stage = stage;
    this.build = build;
  }

  /** What happens to data when its resource leaves the template. */
  get dataRemoval(): RemovalPolicy {
    return this.stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }
}
