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

/// How far apart a channel of two colours may be that count as the same. What lies between a letter and its ground is kept
/// less exactly, and so may be further off.
const TOLERANCE: u8 = 6;
const TOLERANCE_BETWEEN: u8 = 40;

/// How far a channel may be from what it was when a picture is kept, likewise. The rest of the tolerance is for other
/// processors, which round differently.
const LOSS: u8 = 2;
const LOSS_BETWEEN: u8 = 28;

/// How many colours are kept exactly: the commonest, those of surfaces, borders and texts.
const EXACT: usize = 16;

/// How many pixels in ten thousand may differ.
const STRAYS: usize = 2;

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
    /// The colours that were kept exactly, in a picture that was kept.
    exact: Vec<[u8; 3]>,
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
                let differs = !is_same && one != other && {
                    let is_exact = kept.exact.iter().any(|exact| exact == other);
                    distance(one, other) > if is_exact { TOLERANCE } else { TOLERANCE_BETWEEN }
                };
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
        Self { width: now.width, bytes, ..Self::default() }
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
            let nearest = palette
                .iter()
                .enumerate()
                .filter(|(at, other)| distance(&colour, *other) <= if *at < EXACT { LOSS } else { LOSS_BETWEEN });
            let nearest = nearest.min_by_key(|(_, other)| distance(&colour, *other)).map(|(at, _)| at);
            let at = nearest.filter(|_| palette.len() >= EXACT).unwrap_or_else(|| {
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

/// How far apart the channels of two colours are at most.
fn distance(one: &[u8], other: &[u8]) -> u8 {
    one.iter().zip(other).map(|(one, other)| one.abs_diff(*other)).max().unwrap_or(0)
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
    let palette = reader.info().palette.as_deref().unwrap_or_default().chunks_exact(3);
    let exact = palette.take(EXACT).map(|colour| [colour[0], colour[1], colour[2]]).collect();
    (Picture { width: frame.width as usize, bytes, exact, places: Vec::new() }, places)
}

/// A picture of a light square of this size on white, at a place in it, with some letters' edges in it.
fn square(colour: u8, top: usize, size: usize) -> Picture {
    let mut bytes = vec![255; 40 * 60 * 3];
    for row in top..top + size {
        for column in 4..4 + size {
            let at = (row * 40 + column) * 3;
            // As many shades as fit beside the colour itself.
            let shade = if column > 20 { (row * 7 + column * 3) as u8 } else { colour };
            bytes[at..at + 3].fill(shade);
        }
    }
    let place = Place { name: "square".into(), left: 4, top, width: size, height: size };
    Picture { width: 40, bytes, places: vec![place], ..Picture::default() }
}

/// It after it was kept in a file and read again.
fn kept(picture: &Picture, name: &str) -> Picture {
    let path = std::env::temp_dir().join(format!("login-help-{}-{name}.png", std::process::id()));
    picture.write(&path);
    let read = Picture::read(&path);
    fs::remove_file(&path).expect("it was just written");
    read
}

fn told(now: &Picture, before: &Picture) -> Vec<String> {
    now.differences(before).into_iter().map(|difference| format!("{} {}", difference.name, difference.how)).collect()
}

#[test]
fn a_kept_picture_is_what_was_taken() {
    let picture = square(200, 10, 30);
    assert_eq!(told(&picture, &kept(&picture, "same")), [""; 0]);
}

#[test]
fn what_only_moved_is_no_difference() {
    assert_eq!(told(&square(200, 30, 16), &kept(&square(200, 5, 16), "moved")), [""; 0]);
}

#[test]
fn a_slightly_other_shade_a_growth_and_a_loss_are_differences() {
    let before = kept(&square(200, 10, 16), "before");
    assert_eq!(told(&square(208, 10, 16), &before), ["square differs in 256 pixels"]);
    assert_eq!(told(&square(200, 10, 18), &before), ["square was 16×16 and is 18×18"]);
    assert_eq!(told(&Picture { places: Vec::new(), ..square(200, 10, 16) }, &before), ["square is there no more"]);
    assert_eq!(told(&square(200, 10, 16), &Picture::default()), ["square is new"]);
}
