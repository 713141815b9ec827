// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub's own placeholders
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../../local/cloud/template/load.ts';
import { resolveReferences } from '../../../../local/cloud/template/references.ts';

interface StackJson {
  readonly Resources?: object;
  readonly Outputs?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Parameters?: object;
}

/** Writes a cloud assembly by hand, so that expressions CDK would simplify away can be tried. */
function assembly(
  stacks: Readonly<Record<string, StackJson>>,
  environment = 'aws://unknown-account/unknown-region',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  mkdirSync(join(folder, 'asset.abc'));
  const artifacts: Record<string, object> = {
    'A.assets': { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } },
  };
  const files = { abc: { source: { path: 'asset.abc', packaging: 'zip' }, destinations: {} } };
  writeFileSync(join(folder, 'A.assets.json'), JSON.stringify({ files }));
  for (const [name, stack] of Object.entries(stacks)) {
    const templateFile = `${name}.template.json`;
    artifacts[name] = { type: 'aws:cloudformation:stack', environment, properties: { templateFile } };
    writeFileSync(join(folder, templateFile), JSON.stringify({ Resources: {}, ...stack }));
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  return folder;
}

function load(stacks: Readonly<Record<string, StackJson>>) {
  return loadTemplate(assembly(stacks), { gatewayUrl: () => 'http://127.0.0.1:4566', region: 'eu-west-3' });
}

/** Evaluates one expression as a property of a resource. */
function evaluate(expression: unknown, rest: StackJson & { Resources?: object } = {}): unknown {
  const subject = { Type: 'AWS::SNS::Topic', Properties: { value: expression } };
  const template = load({ Main: { ...rest, Resources: { ...rest.Resources, Subject: subject } } });
  return template.find('AWS::SNS::Topic', 'Subject')?.properties.value;
}

describe('template', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } };

  it.each<[string, unknown, unknown]>([
    ['Ref of a queue', { Ref: 'Q' }, 'http://127.0.0.1:4566/000000000000/jobs'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Q', 'Arn'] }, 'arn:aws:sqs:eu-west-3:000000000000:jobs'],
    ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'Q.QueueName' }, 'jobs'],
    [
      'pseudo parameters',
      { 'Fn::Join': ['/', [{ Ref: 'AWS::AccountId' }, { Ref: 'AWS::Region' }]] },
      '000000000000/eu-west-3',
    ],
    ['Fn::Sub', { 'Fn::Sub': 'a-${Q.QueueName}-${!literal}-${AWS::Partition}' }, 'a-jobs-${literal}-aws'],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${x}/${AWS::Region}', { x: { Ref: 'P' } }] },
      'given/eu-west-3',
    ],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    ['Fn::If of a negation', { 'Fn::If': ['No', 'then', 'else'] }, 'else'],
    ['AWS::NoValue in an object', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    ['AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['M', 'one', 'two'] }, 'found'],
    ['Fn::Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
    [
      'a policy condition is no intrinsic',
      { Condition: { Bool: { x: true } } },
      { Condition: { Bool: { x: true } } },
    ],
  ])('X3: evaluates %s', (_, expression, expected) => {
    const Conditions = {
      Yes: { 'Fn::Equals': [{ Ref: 'P' }, 'given'] },
      No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    };
    const rest = {
      Resources: { Q: queue },
      Conditions,
      Mappings: { M: { one: { two: 'found' } } },
      Parameters: { P: { Default: 'given' } },
    };
    expect(evaluate(expression, rest)).toEqual(expected);
  });

  it('X3: follows exports from stack to stack', () => {
    const template = load({
      Data: {
        Resources: { Key: { Type: 'AWS::KMS::Key', Properties: {} } },
        Outputs: { Out: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'Data:Key' } } },
      },
      Site: {
        Resources: {
          T: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::ImportValue': 'Data:Key' } } },
        },
      },
    });
    const key = template.find('AWS::KMS::Key', 'Key');
    expect(template.find('AWS::SNS::Topic', 'T')?.properties.KmsMasterKeyId).toBe(key?.arn);
    expect(template.output('Data', 'Out')).toBe(key?.arn);
  });

  it('X3: names are the same at every start and differ from resource to resource', () => {
    const Resources = {
      A: { Type: 'AWS::KMS::Key' },
      B: { Type: 'AWS::KMS::Key' },
      T: { Type: 'AWS::DynamoDB::Table' },
    };
    const [first, second] = [load({ S: { Resources } }), load({ S: { Resources } })];
    const names = (template: typeof first) => template.all().map(({ physicalId }) => physicalId);
    expect(names(first)).toEqual(names(second));
    expect(new Set(names(first)).size).toBe(3);
    expect(first.find('AWS::KMS::Key', 'A')?.physicalId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('X3: an unknown type is fine until something asks for an attribute of it, and then it is named', () => {
    const Resources = { Fleet: { Type: 'AWS::GameLift::Fleet' } };
    const template = load({
      S: { Resources: { ...Resources, T: { Type: 'AWS::SNS::Topic', Properties: { x: { Ref: 'Fleet' } } } } },
    });
    expect(template.resources('AWS::GameLift::Fleet')).toHaveLength(1);
    expect(() => template.find('AWS::SNS::Topic', 'T')?.properties).toThrow(
      /S\/T.*does not know Ref of S\/Fleet \(AWS::GameLift::Fleet\)/,
    );
    expect(() => evaluate({ 'Fn::GetAtt': ['Q', 'Colour'] }, { Resources: { Q: queue } })).toThrow(
      /does not know Colour of Main\/Q/,
    );
  });

  it('X3: a missing import, an unknown intrinsic and a missing assembly are refused in a sentence', () => {
    expect(() => evaluate({ 'Fn::ImportValue': 'nowhere' })).toThrow(
      /imports nowhere, which no stack of the assembly exports/,
    );
    expect(() => evaluate({ 'Fn::Cidr': ['10.0.0.0/8', 1, 8] })).toThrow(/Fn::Cidr is not known/);
    expect(() => loadTemplate(tmpdir(), { gatewayUrl: () => '', region: 'x' })).toThrow(
      /manifest\.json is missing/,
    );
  });

  it('X3: leaves out what a condition switches off, and finds assets by their object key', () => {
    const template = load({
      S: {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Off: { Type: 'AWS::SNS::Topic', Condition: 'Never' }, On: { Type: 'AWS::SNS::Topic' } },
      },
    });
    expect(template.resources('AWS::SNS::Topic').map(({ logicalId }) => logicalId)).toEqual(['On']);
    expect(template.assetPath('abc.zip')).toMatch(/asset\.abc$/);
    expect(() => template.assetPath('missing.zip')).toThrow(/no asset for the object key missing\.zip/);
  });

  it('X1: dynamic references are resolved inside any string, and a missing field names the reference only', async () => {
    const call = async (service: string, operation: string, input: object) => {
      expect([service, operation]).toEqual(['secretsmanager', 'GetSecretValue']);
      expect(input).toEqual({ SecretId: ARN });
      return { SecretString: '{"word":"$& sesame"}' };
    };
    const ARN = 'arn:aws:secretsmanager:eu-west-3:000000000000:secret:s-abc';
    const value = { list: [`<{{resolve:secretsmanager:${ARN}:SecretString:word::}}>`], other: 3 };
    expect(await resolveReferences(value, call)).toEqual({ list: ['<$& sesame>'], other: 3 });
    expect(await resolveReferences(`{{resolve:secretsmanager:${ARN}:SecretString:::}}`, call)).toBe(
      '{"word":"$& sesame"}',
    );
    const missing = resolveReferences(`{{resolve:secretsmanager:${ARN}:SecretString:nothing::}}`, call);
    await expect(missing).rejects.toThrow(/has no field nothing/);
    await expect(missing).rejects.not.toThrow(/sesame/);
  });
});
