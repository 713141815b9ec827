import type { Procedure } from '../../contracts/procedures.ts';
import { nursery } from './procedures/nursery.ts';
import { residentParking } from './procedures/resident-parking.ts';

/** What can be applied for. A procedure is one declaration; add it here (docs/procedures.md). */
export const PROCEDURES: readonly Procedure[] = [nursery, residentParking];
