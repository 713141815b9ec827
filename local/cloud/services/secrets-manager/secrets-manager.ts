import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type Service } from '../../service.ts';
import type { Resource } from '../../template/resource.ts';
import { type Input, list, optionalText, text } from '../input.ts';
import { generateSecretString } from './generated-secret.ts';

/** One version of a secret; binary values are base64. */
interface Version {
  readonly id: string;
  readonly string?: string | undefined;
  readonly binary?: string | undefined;
  readonly createdAt: number;
  readonly stages: readonly string[];
}

const SECRET = 'AWS::SecretsManager::Secret';
const CURRENT = 'AWSCURRENT';

/** Secrets Manager over the secrets of the template; values in `<data>/secretsmanager/secrets.json`, mode 0600. */
export function secretsManager(parts: CloudParts): Service {
  const path = join(parts.data, 'secretsmanager', 'secrets.json');
  const file = (readJson(path) ?? {}) as Record<string, Version[]>;

  function find(reference: string): Resource | undefined {
    const all = parts.template.resources(SECRET);
    // An ARN may come without its random suffix.
    return all.find(
      ({ arn, name }) => arn === reference || name === reference || arn.replace(/-\w{6}$/, '') === reference,
    );
  }

  function load(input: Input): Resource {
    const resource = find(text(input, 'SecretId'));
    if (resource !== undefined) return resource;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }

  function versionsOf(resource: Resource): Version[] {
    return file[resource.arn] ?? keep(resource, [firstVersion(resource)]);
  }

  function keep(resource: Resource, versions: Version[]): Version[] {
    file[resource.arn] = versions;
    writeAtomically(path, JSON.stringify(file));
    return versions;
  }

  /** CloudFormation makes the value once, when the secret is created. */
  function firstVersion({ properties }: Resource): Version {
    const { SecretString, GenerateSecretString } = properties;
    const given = typeof SecretString === 'string' ? SecretString : undefined;
    const value = given ?? generateSecretString((GenerateSecretString ?? {}) as Input);
    return { id: randomUUID(), string: value, createdAt: parts.clock.now(), stages: [CURRENT] };
  }

  function put(resource: Resource, input: Input): Version {
    const [string, binary] = [optionalText(input, 'SecretString'), optionalText(input, 'SecretBinary')];
    if ((string === undefined) === (binary === undefined)) {
      throw new AwsError(
        'InvalidParameterException',
        'You must provide either SecretString or SecretBinary.',
      );
    }
    const before = versionsOf(resource);
    const id = optionalText(input, 'ClientRequestToken') ?? randomUUID();
    const same = before.find((version) => version.id === id);
    if (same !== undefined) return sameVersion(same, string, binary);
    const stages = list(input, 'VersionStages').map(String);
    const added: Version = {
      id,
      string,
      binary,
      createdAt: parts.clock.now(),
      stages: stages.length > 0 ? stages : [CURRENT],
    };
    keep(resource, [added, ...(added.stages.includes(CURRENT) ? before.flatMap(aged) : before)]);
    return added;
  }

  const operations: Record<string, (input: Input) => unknown> = {
    GetSecretValue(input) {
      const resource = load(input);
      const version = chosen(
        versionsOf(resource),
        optionalText(input, 'VersionId'),
        optionalText(input, 'VersionStage'),
      );
      const { id, string, binary, createdAt, stages } = version;
      const value = string === undefined ? { SecretBinary: binary } : { SecretString: string };
      const head = { ARN: resource.arn, Name: resource.name, VersionId: id, VersionStages: stages };
      return { ...head, ...value, CreatedDate: createdAt / 1000 };
    },
    PutSecretValue(input) {
      const resource = load(input);
      const { id, stages } = put(resource, input);
      return { ARN: resource.arn, Name: resource.name, VersionId: id, VersionStages: stages };
    },
    DescribeSecret(input) {
      const resource = load(input);
      const versions = versionsOf(resource).map(({ id, stages }) => [id, stages]);
      return { ARN: resource.arn, Name: resource.name, VersionIdsToStages: Object.fromEntries(versions) };
    },
  };

  return {
    name: 'secretsmanager',
    resources({ input }) {
      const reference = optionalText(input, 'SecretId');
      return [(reference === undefined ? undefined : find(reference)?.arn) ?? reference ?? '*'];
    },
    async call({ name, input }) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input);
      throw new AwsError(
        'UnknownOperationException',
        `The laptop cloud's Secrets Manager has no ${name}.`,
        501,
      );
    },
  };
}

function chosen(
  versions: readonly Version[],
  id: string | undefined,
  stage = id === undefined ? CURRENT : undefined,
): Version {
  const found = versions.find(
    (version) =>
      (id === undefined || version.id === id) && (stage === undefined || version.stages.includes(stage)),
  );
  if (found !== undefined) return found;
  const what = id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`;
  throw new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${what}`,
  );
}

/** A token used again must carry the same value. */
function sameVersion(version: Version, string: string | undefined, binary: string | undefined): Version {
  if (version.string === string && version.binary === binary) return version;
  throw new AwsError(
    'ResourceExistsException',
    'A version with this ClientRequestToken already exists with another value.',
  );
}

/** What was current becomes previous; what was previous and nothing else goes. */
function aged(version: Version): Version[] {
  if (version.stages.includes(CURRENT)) return [{ ...version, stages: ['AWSPREVIOUS'] }];
  const stages = version.stages.filter((stage) => stage !== 'AWSPREVIOUS');
  return stages.length === 0 ? [] : [{ ...version, stages }];
}
