"""Print a report as PDF, DOCX or HTML."""

from smart315.documents.printing.docx import docx as docx
from smart315.documents.printing.html import html as html
from smart315.documents.printing.pdf import pdf as pdf
