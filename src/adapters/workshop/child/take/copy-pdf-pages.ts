import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  type PDFPageLeaf,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from 'pdf-lib';

type Turn = 0 | 90 | 180 | 270;

/** What leads from a page to others, or says what the whole file is about. */
const leavingKeys: ReadonlySet<string> = new Set(['Parent', 'StructParent', 'StructParents', 'PieceInfo', 'Metadata']);
/** Parts of the file's structure: whoever follows a reference to one of them has the whole file. */
const structureTypes: ReadonlySet<string> = new Set(['Page', 'Pages', 'Catalog', 'StructTreeRoot', 'StructElem']);
/** Of an annotation only how it looks; actions, destinations and form fields know other pages. */
const annotationKeys = ['Type', 'Subtype', 'Rect', 'AS', 'F', 'BS', 'Border', 'C', 'CA'] as const;
const pageKeys = ['UserUnit', 'Group'] as const;
const boxKeys = ['MediaBox', 'CropBox'] as const;
const resourceKinds = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'] as const;

const name = (key: string): PDFName => PDFName.of(key);

/**
 * Copies pages from one PDF to the end of another, streams as they are. Not pdf-lib's own copying: scanners keep the
 * pictures of all pages in one list of resources, links and form fields name other pages, and a page copied with all it
 * can reach brings other customers' pages along, invisible and whole. Here a page takes only the resources that its content
 * names, and no reference to another page is followed.
 */
export function createPdfCopier(source: PDFDocument, target: PDFDocument): (index: number, turn: Turn) => void {
  const leaves = source.getPages().map((page) => page.node);
  const copied = new Map<PDFRef, PDFObject>();

  function copy(object: PDFObject): PDFObject {
    if (object instanceof PDFRef) return copyReferred(object);
    if (object instanceof PDFRawStream) {
      return PDFRawStream.of(copyDict(object.dict, ownResources(object)), object.contents);
    }
    // Streams that pdf-lib built itself do not come out of a file.
    if (object instanceof PDFStream) return PDFNull;
    if (object instanceof PDFDict) return isStructure(object) ? PDFNull : copyDict(object, null);
    if (object instanceof PDFArray) {
      const array = PDFArray.withContext(target.context);
      for (const item of object.asArray()) array.push(copy(item));
      return array;
    }
    return object;
  }

  function copyReferred(ref: PDFRef): PDFObject {
    const known = copied.get(ref);
    if (known !== undefined) return known;
    const object = source.context.lookup(ref);
    if (object === undefined || (object instanceof PDFDict && isStructure(object))) {
      copied.set(ref, PDFNull);
      return PDFNull;
    }
    const own = target.context.nextRef();
    // Known before its contents are copied, because objects may refer to each other in a ring.
    copied.set(ref, own);
    target.context.assign(own, copy(object));
    return own;
  }

  function copyDict(dict: PDFDict, resources: PDFDict | null): PDFDict {
    const result = PDFDict.withContext(target.context);
    for (const [key, value] of dict.entries()) {
      const text = key.decodeText();
      if (leavingKeys.has(text)) continue;
      if (text === 'Resources' && resources === null) {
        result.set(key, glyphResources(dict));
        continue;
      }
      result.set(key, text === 'Resources' && resources !== null ? resources : copy(value));
    }
    return result;
  }

  /** Forms and patterns have content and resources of their own; null for other streams. */
  function ownResources(stream: PDFRawStream): PDFDict | null {
    const resources = stream.dict.lookup(name('Resources'));
    if (!(resources instanceof PDFDict)) return null;
    return neededResources(resources, namesIn(stream));
  }

  /** The glyphs of a Type 3 font are content too; resources anywhere else are none that a viewer looks at. */
  function glyphResources(font: PDFDict): PDFDict {
    const resources = font.lookup(name('Resources'));
    const glyphs = font.lookup(name('CharProcs'));
    if (!(resources instanceof PDFDict) || !(glyphs instanceof PDFDict)) return PDFDict.withContext(target.context);
    const names = new Set<string>();
    for (const key of glyphs.keys()) {
      const glyph = glyphs.lookup(key);
      if (glyph instanceof PDFRawStream) for (const one of namesIn(glyph)) names.add(one);
    }
    return neededResources(resources, names);
  }

  function neededResources(resources: PDFDict, names: Set<string>): PDFDict {
    addNamesOfBareForms(resources, names);
    const result = PDFDict.withContext(target.context);
    for (const kind of resourceKinds) {
      const entries = resources.lookup(name(kind));
      if (!(entries instanceof PDFDict)) continue;
      const kept = PDFDict.withContext(target.context);
      for (const [key, value] of entries.entries()) {
        if (names.has(key.decodeText())) kept.set(key, copy(value));
      }
      if (kept.keys().length > 0) result.set(name(kind), kept);
    }
    return result;
  }

  function copyAnnotations(leaf: PDFPageLeaf): PDFArray | null {
    const annotations = leaf.lookup(name('Annots'));
    if (!(annotations instanceof PDFArray)) return null;
    const result = PDFArray.withContext(target.context);
    for (let index = 0; index < annotations.size(); index += 1) {
      const annotation = annotations.lookup(index);
      const looks = annotation instanceof PDFDict ? annotation.lookup(name('AP')) : undefined;
      const normal = looks instanceof PDFDict ? looks.get(name('N')) : undefined;
      if (!(annotation instanceof PDFDict) || normal === undefined) continue;
      const kept = PDFDict.withContext(target.context);
      for (const key of annotationKeys) {
        const value = annotation.get(name(key));
        if (value !== undefined) kept.set(name(key), copy(value));
      }
      const appearance = PDFDict.withContext(target.context);
      appearance.set(name('N'), copy(normal));
      kept.set(name('AP'), appearance);
      result.push(target.context.register(kept));
    }
    return result.size() === 0 ? null : result;
  }

  return (index, turn) => {
    const leaf = leaves[index];
    if (leaf === undefined) throw new RangeError(`The PDF has no page ${index + 1}.`);
    const page = target.addPage([1, 1]).node;
    for (const key of boxKeys) {
      const box = leaf.getInheritableAttribute(name(key));
      if (box !== undefined) page.set(name(key), copy(box));
    }
    for (const key of pageKeys) {
      const value = leaf.get(name(key));
      if (value !== undefined) page.set(name(key), copy(value));
    }
    const rotate = leaf.Rotate()?.asNumber() ?? 0;
    const turned = (((Math.round(rotate / 90) * 90 + turn) % 360) + 360) % 360;
    if (turned !== 0) page.set(name('Rotate'), PDFNumber.of(turned));
    const contents = leaf.get(name('Contents'));
    if (contents !== undefined) page.set(name('Contents'), copy(contents));
    const names = new Set<string>();
    for (const stream of contentStreams(leaf)) for (const one of namesIn(stream)) names.add(one);
    const resources = leaf.Resources();
    if (resources !== undefined) page.set(name('Resources'), neededResources(resources, names));
    const annotations = copyAnnotations(leaf);
    if (annotations !== null) page.set(name('Annots'), annotations);
  };
}

/** A form without resources uses those of the page it stands on. */
function addNamesOfBareForms(resources: PDFDict, names: Set<string>): void {
  const forms = resources.lookup(name('XObject'));
  if (!(forms instanceof PDFDict)) return;
  const seen = new Set<string>();
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    for (const key of forms.keys()) {
      const text = key.decodeText();
      if (!names.has(text) || seen.has(text)) continue;
      seen.add(text);
      const form = forms.lookup(key);
      if (!(form instanceof PDFRawStream) || form.dict.lookup(name('Subtype')) !== name('Form')) continue;
      if (form.dict.lookup(name('Resources')) instanceof PDFDict) continue;
      for (const one of namesIn(form)) names.add(one);
      isGrowing = true;
    }
  }
}

function contentStreams(leaf: PDFPageLeaf): readonly PDFRawStream[] {
  const contents = leaf.lookup(name('Contents'));
  const all = contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index)) : [contents];
  return all.filter((one) => one instanceof PDFRawStream);
}

/** Every name that stands in a content stream. A few too many are harmless; one too few would be a missing picture. */
function namesIn(stream: PDFRawStream): Set<string> {
  const text = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
  const found = new Set<string>();
  for (const [, token] of text.matchAll(/\/([^\0\t\n\f\r ()<>[\]{}/%]+)/g)) {
    if (token !== undefined) found.add(PDFName.of(token).decodeText());
  }
  return found;
}

function isStructure(dict: PDFDict): boolean {
  const type = dict.lookup(name('Type'));
  return type instanceof PDFName && structureTypes.has(type.decodeText());
}
