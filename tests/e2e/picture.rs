//! Pictures as the tests keep them: small, with the places of what is in them, and compared by what is at each place, so
//! that something that grew by a line doesn't make all below it differ.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Cursor, Seek},
    path::Path,
};

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};
use serde::{Deserialize, Serialize};

/// How far apart a channel of two colours may be that count as the same.
const TOLERANCE: u8 = 24;

/// How many pixels in ten thousand may differ by more.
const STRAYS: usize = 2;

/// How far a channel may be from what it was when a picture is kept. The rest of the tolerance is for other processors,
/// which round differently.
const LOSS: u8 = 16;

/// The commonest colours, those of surfaces and texts, are kept as they are.
const EXACT: usize = 16;

/// The name under which the places stand in a file.
const PLACES: &str = "places";

/// A place in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub name: String,
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// A picture of several things, each at a place of its own.
#[derive(Debug, Default)]
pub struct Picture {
    width: usize,
    /// Red, green and blue, row by row.
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// What differs at a place.
pub struct Difference {
    /// The place's name.
    pub name: String,
    /// What is wrong there, in words.
    pub how: String,
    /// What differs, in red, on what is there now; none where the size is another.
    pub marked: Option<Picture>,
}

impl Picture {
    /// The picture in a file, with the places that the file tells; nothing where there is no file.
    pub fn read(path: &Path) -> Self {
        let Ok(file) = File::open(path) else { return Self::default() };
        let (picture, places) = decode(BufReader::new(file));
        Self { places: serde_json::from_str(&places).expect("the places are ours"), ..picture }
    }

    /// A picture that the browser took, with these things in it.
    pub fn taken(png: &[u8], places: Vec<Place>) -> Self {
        Self { places, ..decode(Cursor::new(png)).0 }
    }

    /// Writes a file, with a palette: of the colours between a letter and its ground, those that are near each other
    /// become one.
    pub fn write(&self, path: &Path) {
        let folder = path.parent().expect("a picture has a folder");
        fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let file = File::create(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (palette, indices) = self.reduced();
        let mut encoder = Encoder::new(BufWriter::new(file), self.width as u32, self.height() as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        let places = serde_json::to_string(&self.places).expect("places are plain");
        encoder.add_text_chunk(PLACES.into(), places).expect("places are plain text");
        let mut writer = encoder.write_header().expect("the disk has room");
        writer.write_image_data(&indices).expect("the disk has room");
        writer.finish().expect("the disk has room");
    }

    /// What is wrong with this at each place of it or of the one that was kept.
    pub fn differences(&self, kept: &Self) -> Vec<Difference> {
        let is_gone = |place: &&Place| self.place(&place.name).is_none();
        let gone = kept.places.iter().filter(is_gone).map(|place| {
            let how = "is there no more".into();
            Difference { name: place.name.clone(), how, marked: None }
        });
        let changed = self.places.iter().filter_map(|now| {
            let (how, marked) = match kept.place(&now.name) {
                None => ("is new".into(), None),
                Some(before) if (before.width, before.height) != (now.width, now.height) => {
                    let sizes = [before.width, before.height, now.width, now.height].map(|size| size.to_string());
                    (format!("was {}×{} and is {}×{}", sizes[0], sizes[1], sizes[2], sizes[3]), None)
                }
                Some(before) => {
                    let count = self.against(now, kept, before, |_, _| {});
                    if count * 10_000 <= STRAYS * now.width * now.height {
                        return None;
                    }
                    (format!("differs in {count} pixels"), Some(self.marked(now, kept, before)))
                }
            };
            Some(Difference { name: now.name.clone(), how, marked })
        });
        gone.chain(changed).collect()
    }

    fn height(&self) -> usize {
        self.bytes.len() / 3 / self.width
    }

    fn place(&self, name: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.name == name)
    }

    /// A row at a place.
    fn row(&self, place: &Place, row: usize) -> &[u8] {
        let start = ((place.top + row) * self.width + place.left) * 3;
        &self.bytes[start..start + place.width * 3]
    }

    /// How many pixels differ at two places of one size; each pixel is also told, with whether it does.
    fn against(&self, now: &Place, kept: &Self, before: &Place, mut tell: impl FnMut(&[u8], bool)) -> usize {
        let mut count = 0;
        for row in 0..now.height {
            let (ours, theirs) = (self.row(now, row), kept.row(before, row));
            let is_same = ours == theirs;
            for (one, other) in ours.chunks_exact(3).zip(theirs.chunks_exact(3)) {
                let is_far = |channel: usize| one[channel].abs_diff(other[channel]) > TOLERANCE;
                let differs = !is_same && one != other && (is_far(0) || is_far(1) || is_far(2));
                count += usize::from(differs);
                tell(one, differs);
            }
        }
        count
    }

    /// What is at a place now, paler than it is, with what differs in red.
    fn marked(&self, now: &Place, kept: &Self, before: &Place) -> Self {
        let mut bytes = Vec::with_capacity(now.width * now.height * 3);
        self.against(now, kept, before, |pixel, differs| match differs {
            true => bytes.extend([220, 0, 40]),
            false => bytes.extend(pixel.iter().map(|channel| 160 + channel / 3)),
        });
        Self { width: now.width, bytes, places: Vec::new() }
    }

    /// A palette, and for each pixel which of its colours it has.
    fn reduced(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let pixels = || self.bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        let mut counts = HashMap::<[u8; 3], usize>::new();
        // By runs, of which a page has long ones.
        let mut run = ([0; 3], 0);
        for pixel in pixels() {
            if pixel != run.0 {
                *counts.entry(run.0).or_default() += run.1;
                run = (pixel, 0);
            }
            run.1 += 1;
        }
        *counts.entry(run.0).or_default() += run.1;
        let mut colours: Vec<_> = counts.into_iter().collect();
        // The colour itself breaks ties, so that the same picture always makes the same file.
        colours.sort_unstable_by_key(|(colour, count)| (usize::MAX - count, *colour));
        let mut palette = Vec::<[u8; 3]>::new();
        let mut index = HashMap::new();
        for (colour, _) in colours {
            let distance = |other: &[u8; 3]| (0..3).map(|at| other[at].abs_diff(colour[at])).max().unwrap_or(0);
            let nearest = palette.iter().enumerate().min_by_key(|(_, other)| distance(other));
            let near = nearest.filter(|(_, other)| distance(other) <= LOSS).map(|(at, _)| at);
            let at = near.filter(|_| palette.len() >= EXACT).unwrap_or_else(|| {
                palette.push(colour);
                palette.len() - 1
            });
            index.insert(colour, u8::try_from(at).expect("a page has no photographs"));
        }
        let mut last = (palette[0], 0);
        let indices = pixels().map(|pixel| {
            if pixel != last.0 {
                last = (pixel, index[&pixel]);
            }
            last.1
        });
        (palette, indices.collect())
    }
}

/// The picture in a PNG, and what it says of its places.
fn decode(png: impl BufRead + Seek) -> (Picture, String) {
    let mut decoder = Decoder::new(png);
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("it is a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it fits into memory")];
    let frame = reader.next_frame(&mut bytes).expect("it is a whole PNG");
    if frame.color_type == ColorType::Rgba {
        // Pages are opaque.
        let mut opaque = Vec::with_capacity(bytes.len() / 4 * 3);
        bytes.chunks_exact(4).for_each(|pixel| opaque.extend_from_slice(&pixel[..3]));
        bytes = opaque;
    }
    let texts = &reader.info().uncompressed_latin1_text;
    let places = texts.iter().find(|text| text.keyword == PLACES).map_or("[]", |text| &text.text).into();
    (Picture { width: frame.width as usize, bytes, places: Vec::new() }, places)
}
