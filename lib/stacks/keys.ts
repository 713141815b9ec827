import { Key, type KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { KEYS, type KeyName, SECRETS, type SecretName } from '../../lambdas/authorities.ts';
import { acknowledge } from '../checks.ts';
import { pascal, prefix } from '../names.ts';
import { StageStack, type StageStackProps } from './stage-stack.ts';

/** Keys that never leave KMS, and the secrets functions read once at cold start. */
export class KeysStack extends StageStack {
  readonly keys: Readonly<Record<KeyName, Key>>;
  readonly secrets: Readonly<Record<SecretName, Secret>>;

  constructor(scope: Construct, id: string, props: StageStackProps) {
    super(scope, id, { ...props, description: 'Guichet: KMS keys and generated secrets' });
    this.keys = each(KEYS, (name, { spec, usage }) => this.key(name, spec, usage));
    this.secrets = each(SECRETS, (name) => this.secret(name));
  }

  private key(name: string, spec: string, usage: string): Key {
    return new Key(this, pascal(name), {
      alias: `guichet/${this.stage.name}/${name}`,
      description: `Guichet ${this.stage.name}: ${name}`,
      keySpec: spec as KeySpec,
      keyUsage: usage as KeyUsage,
      // KMS rotates symmetric keys by itself; signing and MAC keys are replaced by hand (docs/runbook.md#replace-a-key).
      enableKeyRotation: usage === KeyUsage.ENCRYPT_DECRYPT,
      removalPolicy: this.dataRemoval,
    });
  }

  private secret(name: string): Secret {
    const secret = new Secret(this, pascal(name), {
      secretName: prefix(this.stage, name),
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: this.dataRemoval,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Every keyed hash and pairwise subject depends on this value: another one would make people unfindable.',
    });
    return secret;
  }
}

function each<Name extends string, Entry, Result>(
  entries: Readonly<Record<Name, Entry>>,
  make: (name: Name, entry: Entry) => Result,
): Record<Name, Result> {
  const pairs = Object.entries(entries) as [Name, Entry][];
  return Object.fromEntries(pairs.map(([name, entry]) => [name, make(name, entry)])) as Record<Name, Result>;
}
