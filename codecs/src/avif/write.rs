//! Pixels into an AVIF file: colours as the eye sees them, brightness in full and hue for each four pixels, through `rav1e` into a file.
//!
//! `ravif` does the same and no halving of hue. It also makes the encoder for pixels of ten bits, which nobody here has: the
//! compiler needs three times as long.

use crate::Pixels;
use avif_serialize::{Aviffy, constants::MatrixCoefficients as Matrix};
use rav1e::{
    color::{
        ChromaSampling, ColorDescription, ColorPrimaries, MatrixCoefficients, PixelRange, TransferCharacteristics,
    },
    config::SpeedSettings,
    prelude::{BlockSize, Config, EncoderConfig, EncoderStatus, FrameType, PartitionRange, SceneDetectionSpeed},
};

/// Of `rav1e`, from 0, which takes a hundred times as long, to 10: a newsroom waits for it, and its machine is small.
const SPEED: u8 = 9;
/// Pixels in a block, whatever is in it. With that and without the two searches that [`settings`] leaves out it takes a
/// quarter of the time, and a tenth more bytes.
const BLOCK: BlockSize = BlockSize::BLOCK_16X16;

impl Pixels {
    /// As AVIF, of a quality from 0 to 100.
    ///
    /// # Errors
    /// In words, what the encoder said.
    pub fn avif(&self, quality: f32) -> Result<Vec<u8>, String> {
        let planes = Planes::of(self);
        let quantizer = (255.0 * (1.0 - quality / 100.0)).round().clamp(0.0, 255.0) as usize;
        let size = (self.width as usize, self.height as usize);
        let colour = encode(&[&planes.brightness, &planes.blue, &planes.red], size, quantizer)?;
        let clear = planes.alpha.as_ref().map(|alpha| encode(&[alpha], size, quantizer)).transpose()?;
        let mut file = Aviffy::new();
        file.matrix_coefficients(Matrix::Bt601).set_chroma_subsampling((true, true));
        Ok(file.to_vec(&colour, clear.as_deref(), self.width, self.height, 8))
    }
}

/// A picture as AV1 knows it (ITU-R BT.601, full range).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planes {
    /// How bright each pixel is.
    pub brightness: Vec<u8>,
    /// How much bluer than grey, each for two by two pixels.
    pub blue: Vec<u8>,
    /// How much redder.
    pub red: Vec<u8>,
    /// How much of each pixel is there, where one sees through any.
    pub alpha: Option<Vec<u8>>,
}

impl Planes {
    /// Those of a picture.
    pub fn of(picture: &Pixels) -> Self {
        let (width, height) = (picture.width as usize, picture.height as usize);
        let step = if picture.alpha { 4 } else { 3 };
        let mut brightness = Vec::with_capacity(width * height);
        let half = width.div_ceil(2);
        let mut sums = vec![[0.0_f32; 3]; half * height.div_ceil(2)];
        let mut seen = [0.0; 3];
        for (row, line) in picture.bytes.chunks_exact(step * width).enumerate() {
            for (column, pixel) in line.chunks_exact(step).enumerate() {
                // What nobody sees goes on as its neighbour, which takes no bytes.
                if pixel.get(3).is_none_or(|alpha| *alpha > 0) {
                    seen = [pixel[0], pixel[1], pixel[2]].map(f32::from);
                }
                let [red, green, blue] = seen;
                let light = 0.299 * red + 0.587 * green + 0.114 * blue;
                brightness.push(light.round() as u8);
                let sum = &mut sums[row / 2 * half + column / 2];
                sum[0] += (blue - light) / 1.772;
                sum[1] += (red - light) / 1.402;
                sum[2] += 1.0;
            }
        }
        let mean = |which: usize| {
            let of = |sum: &[f32; 3]| (sum[which] / sum[2] + 128.0).round() as u8;
            sums.iter().map(of).collect()
        };
        let alpha = picture.alpha.then(|| picture.bytes.chunks_exact(4).map(|pixel| pixel[3]).collect());
        Self { brightness, blue: mean(0), red: mean(1), alpha }
    }
}

/// One picture of AV1: brightness alone, or with blue and red of half its size.
fn encode(planes: &[&Vec<u8>], (width, height): (usize, usize), quantizer: usize) -> Result<Vec<u8>, String> {
    let colours = ColorDescription {
        color_primaries: ColorPrimaries::BT709,
        transfer_characteristics: TransferCharacteristics::SRGB,
        matrix_coefficients: MatrixCoefficients::BT601,
    };
    let coloured = planes.len() > 1;
    let config = EncoderConfig {
        width,
        height,
        bit_depth: 8,
        chroma_sampling: if coloured { ChromaSampling::Cs420 } else { ChromaSampling::Cs400 },
        pixel_range: PixelRange::Full,
        color_description: coloured.then_some(colours),
        still_picture: true,
        quantizer,
        min_quantizer: quantizer as u8,
        speed_settings: settings(),
        ..EncoderConfig::default()
    };
    let config = Config::new().with_encoder_config(config).with_threads(1);
    let mut context = config.new_context::<u8>().map_err(|error| format!("AVIF: {error}"))?;
    let mut frame = context.new_frame();
    for (place, plane) in planes.iter().enumerate() {
        let width = if place == 0 { width } else { width.div_ceil(2) };
        frame.planes[place].copy_from_raw_u8(plane, width, 1);
    }
    let failed = |status: EncoderStatus| format!("AVIF: {status}");
    context.send_frame(frame).map_err(failed)?;
    context.flush();
    let mut content = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(packet) if packet.frame_type == FrameType::KEY => content.extend(packet.data),
            Ok(_) | Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => return Ok(content),
            Err(status) => return Err(failed(status)),
        }
    }
}

/// What the encoder tries for one picture.
fn settings() -> SpeedSettings {
    let mut settings = SpeedSettings::from_preset(SPEED);
    settings.rdo_lookahead_frames = 1;
    settings.scene_detection_mode = SceneDetectionSpeed::None;
    settings.cdef = false;
    settings.partition.partition_range = PartitionRange::new(BLOCK, BLOCK);
    settings.prediction.fine_directional_intra = false;
    settings
}
