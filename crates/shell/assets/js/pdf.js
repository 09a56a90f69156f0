// Photographed pages become one PDF, here on the device: each page is one JPEG at the size of a sheet (ISO 32000-1 §8.9).

const LONGEST = 2_200; // pixels of the longer side: 190 per inch on A4, enough to read small print
const QUALITY = 0.82;
const SHEET = 842; // points of A4's longer side

/** One PDF of these photographs, in their order. */
export async function pdfOf(photos) {
  const pages = [];
  for (const photo of photos) pages.push(await jpegOf(photo));
  return write(pages);
}

/** The photograph upright, no larger than need be, with nothing but its colours. */
async function jpegOf(photo) {
  const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const jpeg = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return { width: canvas.width, height: canvas.height, bytes: new Uint8Array(await jpeg.arrayBuffer()) };
}

function write(pages) {
  const parts = [];
  const places = [];
  let length = 0;
  const put = (part) => {
    const bytes = typeof part === "string" ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (number, ...content) => {
    places[number] = length;
    put(`${number} 0 obj\n`);
    content.forEach(put);
    put("\nendobj\n");
  };
  // Objects 1 and 2 are the catalogue and the list of pages; each page takes three more.
  const at = (n) => 3 + 3 * n;
  put("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${at(n)} 0 R`).join(" ")}] >>`);
  pages.forEach(({ width, height, bytes }, n) => {
    const unit = SHEET / Math.max(width, height);
    const [w, h] = [(width * unit).toFixed(2), (height * unit).toFixed(2)];
    const draw = `q ${w} 0 0 ${h} 0 0 cm /Page Do Q`;
    object(at(n), `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${at(n) + 1} 0 R /Resources << /XObject << /Page ${at(n) + 2} 0 R >> >> >>`);
    object(at(n) + 1, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`);
    const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>`;
    object(at(n) + 2, `${head}\nstream\n`, bytes, "\nendstream");
  });
  const table = length;
  const count = places.length;
  put(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (let n = 1; n < count; n++) put(`${String(places[n]).padStart(10, "0")} 00000 n \n`);
  put(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
