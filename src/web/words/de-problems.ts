import type { ProblemWords } from './problem-words.ts';

export const deProblems: ProblemWords = {
  'document.only_separators': () =>
    'Der Scan enthält nur Trennblätter. Bitte die zugehörigen Seiten scannen oder schließen.',
  'document.empty': () => 'Das Dokument enthält keine Daten. Bitte beim Absender neu anfordern oder schließen.',
  'document.encrypted': () =>
    'Das Dokument ist mit einem Kennwort geschützt. Bitte eine offene Fassung anfordern oder mit Begründung schließen.',
  'document.truncated': () =>
    'Das Dokument bricht mittendrin ab: Ein Teil ging unterwegs verloren. Bitte neu anfordern oder mit dem Vorhandenen weiterarbeiten.',
  'document.unreadable': () =>
    'Das Dokument ist beschädigt und lässt sich nicht öffnen. Bitte beim Absender neu anfordern.',
  'document.unsupported': () => 'Diese Art von Dokument öffnet Mailroom nicht. Bitte als PDF oder Bild anfordern.',
  'document.too_large': () => 'Das Dokument ist größer als erlaubt.',
  'document.too_many_pages': (p) =>
    p('pagesMax') === ''
      ? 'Das Dokument hat mehr Seiten als erlaubt. Bitte teilen und die Teile einzeln aufnehmen.'
      : `Das Dokument hat ${p('pages')} Seiten, erlaubt sind ${p('pagesMax')}. Bitte teilen und die Teile einzeln aufnehmen.`,
  'document.too_many_pixels': (p) =>
    p('pixelsMax') === ''
      ? 'Eine Seite ist größer als erlaubt. Bitte eine Fassung mit höchstens 600 dpi anfordern.'
      : `Eine Seite hat ${p('pixels')} Bildpunkte, erlaubt sind ${p('pixelsMax')}. Bitte eine Fassung mit höchstens 600 dpi anfordern.`,
  'document.too_many_children': (p) =>
    p('childrenMax') === ''
      ? 'Die E-Mail hat mehr Anlagen als erlaubt. Bitte die wichtigen speichern und einzeln aufnehmen.'
      : `Die E-Mail hat ${p('children')} Anlagen, erlaubt sind ${p('childrenMax')}. Bitte die wichtigen speichern und einzeln aufnehmen.`,
  'document.too_deep': (p) =>
    p('depthMax') === ''
      ? 'E-Mails stecken tiefer ineinander als erlaubt. Bitte die innerste beim Absender anfordern.'
      : `E-Mails stecken mehr als ${p('depthMax')}-fach ineinander. Bitte die innerste beim Absender anfordern.`,
  'document.too_slow': (p) =>
    p('page') === ''
      ? 'Das Öffnen dauerte länger als erlaubt und wurde abgebrochen. Bitte erneut anstoßen oder das Original ansehen.'
      : `Das Lesen von Seite ${p('page')} dauerte länger als erlaubt und wurde abgebrochen. Bitte erneut anstoßen oder nach Augenschein einordnen.`,
  'document.too_hungry': () =>
    'Das Öffnen brauchte mehr Speicher als erlaubt und wurde abgebrochen. Bitte das Original ansehen.',
  'document.illegible': () => 'Auf den Seiten war nichts zu lesen. Bitte neu scannen oder nach Augenschein einordnen.',
  'document.suspicious': () =>
    'Das Dokument enthält aktive Inhalte und wurde nicht geöffnet. Erst die IT-Sicherheit prüfen lassen, dann das Original öffnen.',
  'document.torn': () =>
    'Die Datei bricht ab: Es können Seiten fehlen. Bitte ansehen, neu scannen oder so annehmen, wie sie ist.',
  'class.unsure': (p) =>
    p('class') === ''
      ? 'Worum geht es in diesem Dokument? Keine Klasse passt gut.'
      : p('percent') === ''
        ? `Ist das „${p('class')}“? Die Klassifikation ist sich nicht sicher genug.`
        : `Ist das „${p('class')}“? Die Klassifikation ist sich nur zu ${p('percent')} % sicher.`,
  'customer.several': (p) =>
    p('otherCustomerNumber') === ''
      ? 'Zu welchem Kunden gehört es? Mehrere passen.'
      : `Zu welchem Kunden gehört es? ${p('customerNumber')} und ${p('otherCustomerNumber')} passen etwa gleich gut.`,
  'customer.unsure': (p) =>
    p('customerNumber') === ''
      ? 'Ist das der richtige Kunde? Es spricht zu wenig dafür.'
      : `Ist ${p('customerNumber')} der richtige Kunde? Es spricht zu wenig dafür.`,
  'customer.contradictory': (p) =>
    p('otherCustomerNumber') === ''
      ? 'Ist das der richtige Kunde? Nummern oder Anschrift passen, aber Name oder Geburtsdatum nicht.'
      : `Welcher Kunde stimmt? Manches weist auf ${p('customerNumber')}, manches auf ${p('otherCustomerNumber')}.`,
  'quality.error': () =>
    'Die Qualitätskontrolle hat festgestellt, dass die Maschine hier falsch entschieden hat. Bitte Klasse und Kunde ansehen und bestätigen, was richtig ist.',
  'field.missing': (p) =>
    `Steht das auf der Seite: ${p('fields')}? Gefunden wurde es nicht. Bitte eintragen, oder leer übernehmen, wenn es fehlt.`,
  'field.unsure': (p) => `Unsicher gelesen: ${p('fields')}. Bitte mit der Seite vergleichen.`,
  'customer.unknown': () =>
    'Zu welchem Kunden gehört es? Keiner wurde gefunden. Bitte von Hand suchen oder „kein Kunde“ wählen.',
  'document.in_work': (p) =>
    p('name') === ''
      ? 'Jemand anderes bearbeitet dieses Dokument gerade. Bitte ein anderes nehmen oder einen Moment warten.'
      : `${p('name')} bearbeitet dieses Dokument gerade. Bitte ein anderes nehmen oder einen Moment warten.`,
  'document.gone_on': () =>
    'Das Dokument ist schon weitergelaufen; die Antwort lässt sich hier nicht mehr zurücknehmen. Auf der Seite des Dokuments kann es erneut angestoßen werden.',
  'batch.closed': () => 'Der Stapel ist nicht mehr offen. Bitte neu laden; Weiteres gehört in einen neuen Stapel.',
  'batch.incomplete': () =>
    'Die Zählkette des Stapels geht nicht auf. Bitte die genannten Lücken klären oder begründen, warum er trotzdem freigegeben wird.',
  'stage.failed': (p) =>
    p('stage') === ''
      ? 'Eine Stufe ist trotz mehrerer Versuche gescheitert. Bitte erneut anstoßen oder die Administration verständigen.'
      : `${p('stage')} ist trotz mehrerer Versuche gescheitert. Bitte erneut anstoßen oder die Administration verständigen.`,
  'object.missing': () =>
    'Gespeicherte Daten fehlen. Bitte die Administration verständigen, bevor hier weitergearbeitet wird.',
  'object.corrupt': () =>
    'Gespeicherte Daten sind nicht mehr die einst gespeicherten. Bitte die Administration verständigen, bevor hier weitergearbeitet wird.',
  'object.retained': () => 'Eine Aufbewahrungsfrist oder Löschsperre schützt dies; es kann nicht gelöscht werden.',
  'directory.unreachable': () => 'Das Kundenverzeichnis antwortet nicht. Es wird von selbst erneut versucht.',
  'store.unreachable': () => 'Der Objektspeicher antwortet nicht. Es wird von selbst erneut versucht.',
  'store.full': () => 'Der Objektspeicher ist voll. Bitte die Administration verständigen.',
  'database.unreachable': () => 'Die Datenbank antwortet nicht. Es wird von selbst erneut versucht.',
  'database.unusable': () => 'Die Datenbank ist nicht benutzbar. Bitte die Administration verständigen.',
  'dispatcher.unreachable': () => 'Die Verteilung antwortet nicht. Dokumente werden von selbst wiedergefunden.',
  'ocr.unavailable': () => 'Die Texterkennung steht nicht bereit. Bitte die Administration verständigen.',
  'config.invalid': () => 'Die Konfiguration ist fehlerhaft. Bitte die Administration verständigen.',
  'request.invalid': () => 'Die Eingabe wurde nicht angenommen. Bitte prüfen und erneut versuchen.',
  'request.conflict': () =>
    'Das passt nicht zu dem, was inzwischen geschehen ist. Bitte neu laden und noch einmal ansehen.',
  'request.too_many': (p) =>
    p('retrySeconds') === ''
      ? 'Zu viele Versuche. Bitte einen Moment warten.'
      : `Zu viele Versuche. Bitte ${p('retrySeconds')} s warten und dann erneut versuchen.`,
  'upload.too_large': (p) =>
    p('limitMebibytes') === ''
      ? 'Die Datei ist größer als erlaubt und wurde nicht aufgenommen.'
      : `Die Datei ist größer als die erlaubten ${p('limitMebibytes')} MiB und wurde nicht aufgenommen.`,
  'path.missing': () => 'Unter diesem Pfad ist nichts.',
  'resource.missing': () => 'Das gibt es nicht oder nicht mehr. Bitte die Adresse prüfen.',
  'revision.stale': () =>
    'Inzwischen hat jemand anderes dies geändert. Bitte neu laden, um den heutigen Stand zu sehen.',
  'session.missing': () => 'Sie sind nicht angemeldet, oder die Sitzung ist beendet. Bitte neu anmelden.',
  'session.refused': () => 'Name oder Kennwort stimmt nicht.',
  'permission.missing': () => 'Ihre Rolle darf das nicht. Bitte an die Teamleitung oder die Administration wenden.',
  'account.taken': () => 'Diesen Namen gibt es schon. Bitte einen anderen wählen.',
  'account.last': () =>
    'Das ist das letzte Administrationskonto, mit dem sich jemand anmelden kann. Erst einem anderen Konto diese Rolle geben.',
  'link.spent': () =>
    'Dieser Link wurde schon benutzt oder ist abgelaufen. Bitte bei der Administration einen neuen holen.',
  'request.failed': () =>
    'Bei der Anfrage ist auf dem Server etwas gescheitert. Bitte erneut versuchen; bleibt es dabei, die Administration verständigen.',
  'lease.lost': () => 'Inzwischen hat ein anderer Arbeiter übernommen.',
  'network.unreachable': () => 'Der Server ist nicht erreichbar. Bitte die Verbindung prüfen und erneut versuchen.',
  'answer.unreadable': () =>
    'Die Antwort des Servers war nicht zu verstehen. Bitte die Seite neu laden; sie ist vielleicht älter als der Server.',
  'request.aborted': () => 'Abgebrochen.',
  'server.failed': () =>
    'Auf dem Server ist etwas gescheitert. Bitte erneut versuchen; bleibt es dabei, die Administration verständigen.',
};
