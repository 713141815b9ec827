import { Refusal } from '../errors.ts';
import type { Business, Businesses } from './business.ts';

/** @throws Refusal not-found `no-such-business` */
export async function requireBusiness(id: string, businesses: Businesses): Promise<Business> {
  const business = await businesses.find(id);
  if (business?.status === 'active') return business;
  throw new Refusal('not-found', 'no-such-business', 'This business is not in the directory (any more).');
}
