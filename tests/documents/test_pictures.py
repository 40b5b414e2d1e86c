import io

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from smart315.documents import heic, limits, pictures
from tests.given.documents import CAMERA, a_heic, a_picture


@pytest.mark.parametrize("kind", pictures.FORMATS, ids=pictures.FORMATS.values())
def test_a_picture_loses_its_place_and_its_camera(kind):
    picture = pictures.rewrite(io.BytesIO(a_picture(pictures.FORMATS[kind])), kind)

    picture.content.seek(0)
    content = picture.content.read()
    assert CAMERA.encode() not in content
    with Image.open(io.BytesIO(content)) as image:
        assert not image.getexif()
        assert image.format == pictures.FORMATS[kind]


def test_a_picture_is_turned_as_its_camera_held_it():
    picture = pictures.rewrite(io.BytesIO(a_picture("JPEG", size=(64, 32))), limits.JPEG)

    assert (picture.width, picture.height) == (32, 64)


@pytest.mark.parametrize("kind", [limits.GIF, limits.WEBP])
def test_a_moving_picture_goes_on_moving(kind):
    frame = Image.new("RGB", (64, 32), "blue")
    moving = a_picture(pictures.FORMATS[kind], save_all=True, append_images=[frame], duration=100)

    picture = pictures.rewrite(io.BytesIO(moving), kind)

    with Image.open(picture.content) as image:
        assert getattr(image, "n_frames", 1) == 2


@pytest.mark.parametrize("kind", pictures.FORMATS, ids=pictures.FORMATS.values())
def test_a_picture_that_ends_early_is_unreadable(kind):
    content = a_picture(pictures.FORMATS[kind])

    with pytest.raises(pictures.UnreadableError):
        pictures.rewrite(io.BytesIO(content[: len(content) // 2]), kind)


def test_a_picture_with_too_many_pixels_is_not_unfolded(monkeypatch):
    monkeypatch.setattr(limits, "PIXELS", 64 * 32 - 1)

    with pytest.raises(pictures.TooManyPixelsError):
        pictures.rewrite(io.BytesIO(a_picture("PNG")), limits.PNG)


def test_a_decompression_bomb_is_not_unfolded(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 500)

    with pytest.raises(pictures.TooManyPixelsError):
        pictures.rewrite(io.BytesIO(a_picture("PNG")), limits.PNG)


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("kind", [b"Exif", b"mime"])
def test_a_heic_picture_loses_its_metadata_and_keeps_its_picture(version, kind):
    content = a_heic(version=version, kind=kind)

    kept = heic.without_metadata(content)

    assert CAMERA.encode() not in kept
    assert b"PICTURE-DATA" in kept
    assert len(kept) == len(content)


def test_a_heic_picture_that_cannot_be_followed_is_unreadable():
    with pytest.raises(pictures.UnreadableError):
        pictures.rewrite(io.BytesIO(a_heic()[:100]), limits.HEIC)


@given(st.data())
def test_a_damaged_heic_picture_is_either_cleaned_or_refused(data):
    content = bytearray(a_heic())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        kept = heic.without_metadata(bytes(content))
    except heic.MalformedError:
        return
    assert len(kept) == len(content)
