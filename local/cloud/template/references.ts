/** Reads another service as the deployment would: `call('secretsmanager', 'GetSecretValue', {…})`. */
type Call = (
  service: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

const REFERENCE = /\{\{resolve:(secretsmanager|ssm|ssm-secure):([^}]+)\}\}/g;

/**
 * Replaces CloudFormation's dynamic references in every string of a value.
 *
 * @throws a sentence naming the reference when it cannot be resolved; never the secret
 */
export async function resolveReferences<T>(value: T, call: Call): Promise<T> {
  if (typeof value === 'string') return (await resolveText(value, call)) as T;
  if (Array.isArray(value))
    return (await Promise.all(value.map((item) => resolveReferences(item, call)))) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = await Promise.all(
    Object.entries(value).map(async ([name, item]) => [name, await resolveReferences(item, call)] as const),
  );
  return Object.fromEntries(entries) as T;
}

async function resolveText(text: string, call: Call): Promise<string> {
  if (!text.includes('{{resolve:')) return text;
  let result = text;
  for (const [whole, service, rest = ''] of text.matchAll(REFERENCE)) {
    const resolved =
      service === 'secretsmanager' ? await secretValue(rest, call) : await parameterValue(rest, call);
    result = result.replace(whole, () => resolved);
  }
  return result;
}

/** `<secret id or ARN>:SecretString:<json key>:<stage>:<version>`; an ARN itself has six colons. */
async function secretValue(rest: string, call: Call): Promise<string> {
  const parts = rest.split(':');
  const idParts = rest.startsWith('arn:') ? 7 : 1;
  const [SecretId, key] = [parts.slice(0, idParts).join(':'), parts[idParts + 1]];
  const { SecretString } = (await call('secretsmanager', 'GetSecretValue', { SecretId })) as {
    SecretString?: string;
  };
  if (SecretString === undefined) throw new Error(`The secret ${SecretId} has no SecretString to resolve.`);
  if (key === undefined || key === '') return SecretString;
  const field = (JSON.parse(SecretString) as Record<string, unknown>)[key];
  if (field === undefined) throw new Error(`The secret ${SecretId} has no field ${key}.`);
  return String(field);
}

async function parameterValue(rest: string, call: Call): Promise<string> {
  const input = { Name: rest.replace(/:\d+$/, ''), WithDecryption: true };
  const { Parameter } = (await call('ssm', 'GetParameter', input)) as { Parameter?: { Value?: string } };
  if (Parameter?.Value === undefined) throw new Error(`The parameter ${input.Name} has no value to resolve.`);
  return Parameter.Value;
}
