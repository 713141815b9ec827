import {
  type BucketName,
  environmentName,
  type KeyName,
  type MachineName,
  type QueueName,
  type SecretName,
  type TableName,
} from '../authorities.ts';

/** Reads one setting of the environment; a missing one stops the cold start with its name. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(
      `The environment variable ${name} is missing: the function needs it (see lambdas/authorities.ts).`,
    );
  }
  return value;
}

export const table = (name: TableName): string => required(environmentName(name, 'TABLE'));
export const key = (name: KeyName): string => required(environmentName(name, 'KEY'));
export const bucket = (name: BucketName): string => required(environmentName(name, 'BUCKET'));
export const secretArn = (name: SecretName): string => required(environmentName(name, 'SECRET'));
export const queue = (name: QueueName): string => required(environmentName(name, 'QUEUE'));
export const machine = (name: MachineName): string => required(environmentName(name, 'MACHINE'));

/** Public origin without a trailing slash: the OpenID issuer and the web app's address. */
export const issuer = (): string => required('ISSUER');

/** An operator setting passed as JSON (`ENROLMENT`, `SIGN_IN`, …); types in `contracts/settings.ts`. */
export function setting<T>(name: string): T {
  const text = required(name);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`The setting ${name} is not JSON.`);
  }
}
