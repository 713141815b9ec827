type Category = 'public' | 'securities' | 'life-insurance' | 'credit-card' | 'bank';
type NumberKind = 'contract' | 'account' | 'policy' | 'card' | 'customer';

/** Made-up businesses of the laptop, in the five categories of the demonstration of 2016 (E-31). */
const BUSINESSES: Readonly<Record<Category, readonly [id: string, name: string, kind: NumberKind][]>> = {
  public: [
    ['radio-horizon', 'Radio Horizon', 'contract'],
    ['poste-des-lices', 'Poste des Lices', 'customer'],
    ['eaux-de-la-saone', 'Eaux de la Saône', 'contract'],
    ['voltalys', 'Voltalys électricité', 'contract'],
    ['gaz-du-rivage', 'Gaz du Rivage', 'contract'],
    ['fil-telecom', 'Fil Télécom', 'customer'],
  ],
  securities: [
    ['bourse-meridienne', 'Bourse Méridienne', 'account'],
    ['titres-et-cie', 'Titres & Cie', 'account'],
    ['courtage-boreal', 'Courtage Boréal', 'account'],
    ['placements-du-phare', 'Placements du Phare', 'account'],
  ],
  'life-insurance': [
    ['mutuelle-des-tilleuls', 'Mutuelle des Tilleuls', 'policy'],
    ['vie-paisible', 'Vie Paisible Assurances', 'policy'],
    ['prevoyance-atlantique', 'Prévoyance Atlantique', 'policy'],
    ['garantie-du-foyer', 'Garantie du Foyer', 'policy'],
    ['assurance-cigale', 'Assurance Cigale', 'policy'],
  ],
  'credit-card': [
    ['carte-azur', 'Carte Azur', 'card'],
    ['carte-comete', 'Carte Comète', 'card'],
    ['carte-marelle', 'Carte Marelle', 'card'],
    ['carte-sillage', 'Carte Sillage', 'card'],
  ],
  bank: [
    ['banque-du-beffroi', 'Banque du Beffroi', 'account'],
    ['credit-des-halles', 'Crédit des Halles', 'account'],
    ['caisse-lumiere', 'Caisse Lumière', 'account'],
    ['banque-nomade', 'Banque Nomade', 'account'],
    ['epargne-vivace', 'Épargne Vivace', 'account'],
  ],
};

export const DEMO_BUSINESSES = Object.entries(BUSINESSES).flatMap(([category, entries]) =>
  entries.map(([id, name, numberKind]) => ({ id, name, category, numberKind })),
);
