import type { ProblemWords } from './problem-words.ts';

export const deProblems: ProblemWords = {
  'document.empty': () => 'Das Dokument enthält keine Daten. Bitte beim Absender neu anfordern oder schließen.',
  'document.encrypted': () => 'Das Dokument ist mit einem Kennwort geschützt. Bitte eine offene Fassung anfordern oder mit Begründung schließen.',
  'document.truncated': () => 'Das Dokument bricht mittendrin ab: Ein Teil ging unterwegs verloren. Bitte neu anfordern oder mit dem Vorhandenen weiterarbeiten.',
  'document.unreadable': () => 'Das Dokument ist beschädigt und lässt sich nicht öffnen. Bitte beim Absender neu anfordern.',
  'document.unsupported': (p) =>
    p('mediaType') === ''
      ? 'Diese Art von Dokument liest Mailroom nicht. Bitte als PDF oder Bild anfordern.'
      : `Dokumente der Art ${p('mediaType')} liest Mailroom nicht. Bitte als PDF oder Bild anfordern.`,
  'document.too_large': (p) =>
    p('limit') === '' ? 'Das Dokument ist größer als erlaubt.' : `Das Dokument ist größer als die erlaubten ${p('limit')} Byte.`,
  'document.too_many_pages': (p) =>
    p('limit') === '' ? 'Das Dokument hat mehr Seiten als erlaubt. Bitte teilen und die Teile einzeln aufnehmen.' : `Das Dokument hat mehr als die erlaubten ${p('limit')} Seiten. Bitte teilen und die Teile einzeln aufnehmen.`,
  'document.too_many_pixels': (p) =>
    p('limit') === '' ? 'Eine Seite ist größer als erlaubt. Bitte mit geringerer Auflösung scannen.' : `Eine Seite hat mehr als die erlaubten ${p('limit')} Bildpunkte. Bitte mit geringerer Auflösung scannen.`,
  'document.too_many_children': (p) =>
    p('limit') === '' ? 'Die E-Mail hat mehr Anlagen als erlaubt.' : `Die E-Mail hat mehr als die erlaubten ${p('limit')} Anlagen.`,
  'document.too_deep': () => 'E-Mails stecken tiefer ineinander als erlaubt. Bitte das Original öffnen und das Wichtige einzeln aufnehmen.',
  'document.too_slow': () => 'Das Öffnen dauerte länger als erlaubt und wurde abgebrochen. Bitte erneut versuchen oder das Original ansehen.',
  'document.too_hungry': () => 'Das Öffnen brauchte mehr Speicher als erlaubt und wurde abgebrochen. Bitte das Original ansehen.',
  'document.illegible': () => 'Auf den Seiten war nichts zu lesen. Bitte neu scannen oder nach Augenschein einordnen.',
  'document.suspicious': () => 'Das Dokument enthält aktive Inhalte und wurde nicht geöffnet. Erst die IT-Sicherheit prüfen lassen, dann das Original öffnen.',
  'class.unsure': () => 'Worum geht es in diesem Dokument? Die Klassifikation ist sich nicht sicher genug.',
  'customer.several': () => 'Zu welchem Kunden gehört es? Mehrere passen.',
  'customer.unsure': () => 'Ist das der richtige Kunde? Es spricht zu wenig dafür.',
  'customer.contradictory': () => 'Welcher Kunde stimmt? Die Angaben im Dokument weisen auf verschiedene.',
  'customer.unknown': () => 'Zu welchem Kunden gehört es? Keiner im Kundenverzeichnis passt zum Gelesenen.',
  'stage.failed': () => 'Eine Stufe ist trotz mehrerer Versuche gescheitert. Bitte erneut anstoßen oder die Administration verständigen.',
  'object.missing': () => 'Gespeicherte Daten fehlen. Bitte die Administration verständigen, bevor hier weitergearbeitet wird.',
  'object.corrupt': () => 'Gespeicherte Daten sind nicht mehr die einst gespeicherten. Bitte die Administration verständigen, bevor hier weitergearbeitet wird.',
  'object.retained': () => 'Eine Aufbewahrungsfrist oder Löschsperre schützt dies; es kann nicht gelöscht werden.',
  'store.unreachable': () => 'Der Objektspeicher antwortet nicht. Es wird von selbst erneut versucht.',
  'store.full': () => 'Der Objektspeicher ist voll. Bitte die Administration verständigen.',
  'database.unreachable': () => 'Die Datenbank antwortet nicht. Es wird von selbst erneut versucht.',
  'database.unusable': () => 'Die Datenbank ist nicht benutzbar. Bitte die Administration verständigen.',
  'dispatcher.unreachable': () => 'Die Verteilung antwortet nicht. Dokumente werden von selbst wiedergefunden.',
  'ocr.unavailable': () => 'Die Texterkennung steht nicht bereit. Bitte die Administration verständigen.',
  'config.invalid': () => 'Die Konfiguration ist fehlerhaft. Bitte die Administration verständigen.',
  'request.invalid': () => 'Die Eingabe wurde nicht angenommen. Bitte prüfen und erneut versuchen.',
  'request.conflict': () => 'Das passt nicht zu dem, was inzwischen geschehen ist. Bitte neu laden und noch einmal ansehen.',
  'request.too_many': (p) =>
    p('retryAfterSeconds') === '' ? 'Zu viele Versuche. Bitte einen Moment warten.' : `Zu viele Versuche. Bitte ${p('retryAfterSeconds')} Sekunden warten.`,
  'upload.too_large': (p) => (p('limit') === '' ? 'Die Datei ist größer als erlaubt.' : `Die Datei ist größer als die erlaubten ${p('limit')} Byte.`),
  'path.missing': () => 'Unter diesem Pfad ist nichts.',
  'resource.missing': () => 'Das gibt es nicht oder nicht mehr. Bitte die Adresse prüfen.',
  'revision.stale': () => 'Inzwischen hat jemand anderes dies geändert. Bitte neu laden, um den heutigen Stand zu sehen.',
  'session.missing': () => 'Sie sind nicht angemeldet, oder die Sitzung ist beendet. Bitte neu anmelden.',
  'session.refused': () => 'Name oder Kennwort stimmt nicht.',
  'permission.missing': () => 'Ihre Rolle darf das nicht. Bitte an die Teamleitung oder die Administration wenden.',
  'request.failed': () => 'Bei der Anfrage ist auf dem Server etwas gescheitert. Bitte erneut versuchen; bleibt es dabei, die Administration verständigen.',
  'lease.lost': () => 'Inzwischen hat ein anderer Arbeiter übernommen.',
  'network.unreachable': () => 'Der Server ist nicht erreichbar. Bitte die Verbindung prüfen und erneut versuchen.',
  'answer.unreadable': () => 'Die Antwort des Servers war nicht zu verstehen. Bitte die Seite neu laden; sie ist vielleicht älter als der Server.',
  'request.aborted': () => 'Abgebrochen.',
  'server.failed': () => 'Auf dem Server ist etwas gescheitert. Bitte erneut versuchen; bleibt es dabei, die Administration verständigen.',
};
