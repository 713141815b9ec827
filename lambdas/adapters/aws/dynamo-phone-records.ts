import type { Account } from '../../domain/account/account.ts';
import { ownerOf } from '../../domain/account/owned-id.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Device } from '../../domain/device/device.ts';
import type { PhoneRecords } from '../../domain/device-proof/phone-records.ts';
import type { PinRecord } from '../../domain/pin/pin-record.ts';
import { fromItem, type Item } from './dynamo.ts';
import { readTogether } from './dynamo-batch.ts';
import { ownedKey } from './owned-key.ts';

const LONGEST_DEVICE_ID = 128;

/** Each in one BatchGetItem, strongly consistent. */
export function dynamoPhoneRecords(tables: {
  readonly devices: string;
  readonly accounts: string;
  readonly approvals: string;
  readonly pins: string;
}): PhoneRecords {
  return {
    async ofDecision(deviceId, approvalId) {
      const approvalKey = ownedKey(approvalId);
      const found = await readAll({
        [tables.devices]: deviceId.length > LONGEST_DEVICE_ID ? undefined : idKey(deviceId),
        [tables.approvals]: approvalKey,
        [tables.accounts]: approvalKey && idKey(ownerOf(approvalId)),
      });
      const [device, account, approval] = [
        one<Device>(found, tables.devices),
        one<Account>(found, tables.accounts),
        one<Approval>(found, tables.approvals),
      ];
      return { ...(device && { device }), ...(account && { account }), ...(approval && { approval }) };
    },

    async ofPhone(deviceId) {
      const accountId = ownerOf(deviceId);
      if (accountId === undefined || deviceId.length > LONGEST_DEVICE_ID) return {};
      const key = idKey(accountId);
      const found = await readAll({
        [tables.devices]: idKey(deviceId),
        [tables.accounts]: key,
        [tables.pins]: key,
      });
      const [device, account, pin] = [
        one<Device>(found, tables.devices),
        one<Account>(found, tables.accounts),
        one<PinRecord>(found, tables.pins),
      ];
      return {
        ...(device && { device }),
        ...(account && { account }),
        ...(pin && { pin: { ...pin, accountId } }),
      };
    },
  };
}

const idKey = (id = ''): Item => ({ id: { S: id } });

const readAll = (keys: Readonly<Record<string, Item | undefined>>): Promise<ReadonlyMap<string, Item>> =>
  readTogether(
    Object.entries(keys).flatMap(([table, key]) => (key ? [{ table, key, consistent: true }] : [])),
  );

const one = <T>(found: ReadonlyMap<string, Item>, table: string): T | undefined => {
  const item = found.get(table);
  return item && fromItem<T>(item);
};
