import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { toItem } from './dynamo.ts';

/** An update that sets the members that have a value and removes those that are `undefined`; `#name` names each one. */
export function changeExpression(changes: object): {
  UpdateExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, AttributeValue>;
} {
  const names = Object.keys(changes);
  const values = toItem(changes);
  const set = names.filter((name) => values[name] !== undefined).map((name) => `#${name} = :${name}`);
  const remove = names.filter((name) => values[name] === undefined).map((name) => `#${name}`);
  return {
    UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`:${name}`, value]),
    ),
  };
}
