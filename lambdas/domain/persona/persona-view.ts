import type { PersonaView } from '../../contracts/relying-parties.ts';
import type { Persona } from './persona.ts';

/** All of it, the PIN too: nobody's secret. */
export function toPersonaView({ ownerId: _owner, id, ...persona }: Persona): PersonaView {
  return { persona: id, ...persona };
}
