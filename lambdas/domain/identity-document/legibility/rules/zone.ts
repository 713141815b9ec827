import type { LegibilityRule } from '../examined-picture.ts';

export const noZone: LegibilityRule = ({ expectation, zone, reading }) =>
  expectation.zone === 'required' && !zone && !reading ? 'no-machine-readable-zone' : undefined;

/**
 * A zone is there and cannot be read, though the text is sharp: a finger, damage, or a repair that would be a guess.
 * Where the zone is optional its lines may be other text, so nothing is concluded.
 */
export const zoneUnreadable: LegibilityRule = ({ expectation, reading }) =>
  expectation.zone === 'required' && !reading ? 'machine-readable-zone-unreadable' : undefined;
