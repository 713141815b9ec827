import type en from '../en/common.ts';

export default {
  skip: 'Aller au contenu',
  language: 'Langue',
  offline:
    'Vous êtes hors ligne. Rien de ce que vous avez saisi n’est perdu ; continuez dès que le réseau revient.',
  continue: 'Continuer',
  cancel: 'Annuler',
  close: 'Fermer',
  'try-again': 'Réessayer',

  'footer.what': 'Guichet, votre identité numérique',
  'footer.help': 'Aide',
  'footer.terms': 'Conditions et vie privée',
  'footer.recover': 'Code oublié, nouveau téléphone',
  'footer.verify': 'Vérifier une signature',

  'not-found.title': 'Il n’y a pas de page à cette adresse',
  'not-found.lead': 'Le lien est peut-être coupé. Copiez-le en entier, ou repartez de l’accueil.',
  'not-found.home': 'Accueil',

  'home.title': 'Prouvez qui vous êtes. Une fois, de chez vous.',
  'home.lead':
    'Présentez votre pièce d’identité et votre visage au guichet, sur votre écran. Connectez-vous ensuite aux services publics et privés avec votre téléphone et un code à quatre chiffres.',
  'home.create': 'Créer mon identité numérique',
  'home.open': 'J’en ai une : l’ouvrir',
  'home.time':
    'Comptez une dizaine de minutes. Vous pouvez vous arrêter et reprendre plus tard, aussi sur un autre appareil.',
  'home.how': 'Comment ça marche',
  'home.step-document': 'Photographiez votre pièce',
  'home.step-document-text':
    'Carte d’identité, passeport ou titre de séjour. Vous savez tout de suite si la photo convient.',
  'home.step-face': 'Montrez votre visage',
  'home.step-face-text':
    'Une courte vidéo où vous dites trois chiffres, pour que personne n’utilise votre photo à votre place.',
  'home.step-phone': 'Gardez-la sur votre téléphone',
  'home.step-phone-text':
    'Sous 24 heures, vous avez la réponse, activez votre téléphone et choisissez votre code.',
  'home.promises': 'Ce sur quoi vous pouvez compter',
  'home.promise-device': 'La clé reste sur votre téléphone',
  'home.promise-device-text':
    'Elle y est créée et ne peut pas en sortir. Sans votre téléphone et votre code, personne ne se connecte à votre place.',
  'home.promise-choice': 'Vous décidez de ce qui est partagé',
  'home.promise-choice-text':
    'Chaque fois, vous voyez qui demande quelles données. Refusez, et rien n’est transmis.',
  'home.promise-human': 'Il y a toujours un autre chemin',
  'home.promise-human-text':
    'Pas de caméra, un refus, un téléphone perdu : chaque page indique la suite, jusqu’au guichet avec une personne.',
  'home.verify': 'Vous avez reçu un document signé ?',
  'home.verify-text':
    'Voyez qui l’a signé et s’il est intact. Gratuit, sans compte, et le document reste sur votre appareil.',
  'home.verify-do': 'Vérifier une signature',

  'help.title': 'Aide',
  'help.lead': 'Les questions les plus fréquentes, et quoi faire.',
  'help.code': 'Le code par SMS ou e-mail n’arrive pas',
  'help.code-answer':
    'Attendez une minute et regardez dans les indésirables. Vérifiez le numéro ou l’adresse affichés ; vous pouvez les changer sur la page. Demandez ensuite un nouveau code : l’ancien ne marche plus.',
  'help.photo': 'Ma photo est refusée à chaque fois',
  'help.photo-answer':
    'Posez la pièce sur une table sombre et unie, près d’une fenêtre, sans flash. Tenez le téléphone bien au-dessus, les quatre coins dans le cadre, et attendez que l’image soit nette. Sortez la pièce de son étui.',
  'help.camera': 'Je n’ai ni caméra ni micro',
  'help.camera-answer':
    'Sur n’importe quelle page, appuyez sur « Continuer sur un téléphone » et scannez le code : vous y retrouvez tout ce que vous avez saisi. Ou choisissez un guichet.',
  'help.refused': 'Ma demande a été refusée',
  'help.refused-answer':
    'La page de votre demande et l’e-mail disent pourquoi. Vous pouvez recommencer avec une autre pièce ou de meilleures photos, ou aller à un guichet avec votre référence.',
  'help.lost-phone': 'Mon téléphone est perdu ou volé',
  'help.lost-phone-answer':
    'Ouvrez « Code oublié, nouveau téléphone » sur n’importe quel appareil. Avec le lien reçu par e-mail et votre carte SIM dans le nouveau téléphone, l’ancien ne sert plus à votre identité.',
  'help.forgotten': 'J’ai oublié mon code, ou il est bloqué',
  'help.forgotten-answer':
    'Trois codes faux le bloquent. Ouvrez « Code oublié, nouveau téléphone », suivez le lien de l’e-mail et choisissez un nouveau code. Votre identité demeure.',
  'help.data': 'Quelles données un service reçoit-il ?',
  'help.data-answer':
    'Seulement celles de la liste affichée avant votre accord. Sur votre téléphone, sous « Services », vous voyez qui a reçu quoi et pouvez retirer votre accord.',
  'help.new-number': 'J’ai un nouveau numéro de téléphone',
  'help.new-number-answer':
    'Votre numéro sert à vous connecter. Si vous n’avez plus l’ancien, allez à un guichet avec votre pièce d’identité.',
  'help.counter':
    'Au guichet, une personne vous aide pour tout cela. Apportez votre pièce d’identité et, si vous en avez une, votre référence.',

  'terms.title': 'Conditions et vie privée',
  'terms.service': 'Le service',
  'terms.service-text':
    'Guichet vérifie votre identité et vous permet de la prouver aux services que vous choisissez. Il est gratuit pour vous. Une personne a une seule identité ; donnez des informations exactes et utilisez votre propre pièce.',
  'terms.precautions': 'Précautions recommandées',
  'terms.precautions-text':
    'Verrouillez votre téléphone. Ne dites votre code à personne et ne le tapez jamais sur un ordinateur : il se tape uniquement dans l’application, sur votre téléphone. Comparez le nombre sur les deux écrans avant de confirmer. Refusez une demande que vous n’avez pas faite, et signalez tout de suite un téléphone perdu.',
  'terms.data': 'Quelles données nous utilisons, et pourquoi',
  'terms.data-text':
    'Votre formulaire, les photos de votre pièce, la vidéo et les images qui en sont tirées, votre adresse e-mail et votre numéro : pour vérifier que la pièce est authentique et la vôtre, et vous reconnaître plus tard. Des contrôles automatiques comparent votre visage au portrait ; au niveau substantiel, une personne décide toujours.',
  'terms.keeping': 'Combien de temps nous les gardons',
  'terms.keeping-text':
    'Une demande annulée est effacée aussitôt. Photos et vidéo sont gardées comme preuve le temps que la loi demande à l’opérateur, chiffrées et séparées du reste, puis effacées. Votre identité est gardée tant que vous l’utilisez. Ce qui reste après sa fermeture vous est indiqué avant que vous ne la fermiez.',
  'terms.rights': 'Vos droits',
  'terms.rights-text':
    'Dans votre application, vous voyez ce qui est enregistré sur vous et quels services ont reçu des données, et vous pouvez retirer votre accord. Sous « Mon compte », vous emportez une copie de tout, corrigez ce que vous pouvez changer vous-même, et fermez votre compte, ce qui l’efface. Vous pouvez aussi le demander par écrit, et qu’une personne réexamine une décision.',

  'date.day': 'Jour',
  'date.month': 'Mois',
  'date.year': 'Année',

  'code.hint': '{length} chiffres. Ils sont envoyés dès qu’ils sont complets.',
  'code.email-label': 'Code de l’e-mail',
  'code.sms-label': 'Code du SMS',
  'code.valid': 'Valable encore',
  'code.confirm': 'Confirmer le code',
  'code.send': 'Recevoir un code',
  'code.resend': 'Recevoir un nouveau code',
  'code.resend-in': 'Nouveau code possible dans {wait}',

  'label.birthdate': 'Date de naissance',
  'label.countryOfResidence': 'Pays où vous vivez',
  'label.documentType': 'Votre pièce d’identité',
  'label.documentExpiry': 'Valable jusqu’au',
  'label.residencePermitYears': 'Durée du titre de séjour, en années',
  'label.phoneSystem': 'Votre téléphone',
  'label.acceptsTerms': 'Conditions',
  'label.email': 'Adresse e-mail',
  'label.phone': 'Numéro de mobile',
  'label.code': 'Code',
  'label.channel': 'Où',
  'label.givenNames': 'Prénoms',
  'label.familyName': 'Nom de naissance',
  'label.usedName': 'Nom d’usage',
  'label.gender': 'Sexe',
  'label.birthCountry': 'Pays de naissance',
  'label.birthPlace': 'Lieu de naissance',
  'label.documentNumber': 'Numéro de la pièce',
  'label.address.street': 'Numéro et rue',
  'label.address.postalCode': 'Code postal',
  'label.address.city': 'Ville',
  'label.address.country': 'Pays',
  'label.pin': 'Code',
  'label.repeated': 'Code, deuxième fois',
  'label.front': 'Recto',
  'label.back': 'Verso',

  'gender.female': 'Féminin',
  'gender.male': 'Masculin',
  'document.national-identity-card': 'Carte nationale d’identité',
  'document.passport': 'Passeport',
  'document.residence-permit': 'Titre de séjour',
  'document.other': 'Aucune de celles-ci',
  'level.substantial': 'Substantiel',
  'level.low': 'Faible',
} satisfies Record<keyof typeof en, string>;
