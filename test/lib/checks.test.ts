import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, type CfnResource, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { addChecks } from '../../lib/checks.ts';
import { synthesiseInto } from './assembly.ts';

const TEMPLATE_RULES = { context: { '@aws-cdk/core:validateAgainstDefaultRules': true } };

describe('X3: the template is checked at every synthesis', () => {
  it.each(['default', 'full'])(
    'X3: stage %s has no finding of cdk-nag or the CloudFormation validator',
    async (stage) => {
      rmSync(await synthesiseInto(stage), { recursive: true });
    },
    120_000,
  );

  it('X3: a bucket without TLS and access log fails the synthesis', () => {
    const app = new App(TEMPLATE_RULES);
    new Bucket(new Stack(app, 'stack'), 'bucket');
    addChecks(app);
    expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
  });

  it('X3: a property CloudFormation does not know fails the synthesis', () => {
    const app = new App(TEMPLATE_RULES);
    const queue = new Queue(new Stack(app, 'stack'), 'queue');
    (queue.node.defaultChild as CfnResource).addPropertyOverride('Colour', 'red');
    expect(() => app.synth()).toThrow(/'Colour' was unexpected/);
  });

  it('X3: cdk.json runs the app under a guard that older Nodes can read', () => {
    const root = join(import.meta.dirname, '../..');
    const { app } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    expect(app).toBe('node --import ./bin/require-node-24.mjs bin/guichet.ts');
  });
});
